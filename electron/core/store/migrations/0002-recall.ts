/** Recall interviews, with the settings they brought written out: what a study had by default must not change with the app. */
export const recall = `
ALTER TABLE recordings ADD COLUMN interview_id TEXT REFERENCES interviews (id);
ALTER TABLE recordings ADD COLUMN interview_start_ms REAL;
ALTER TABLE recordings ADD COLUMN interview_rate REAL;
CREATE INDEX recordings_interview ON recordings (interview_id);

CREATE TABLE interviews (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id), recording_id TEXT REFERENCES recordings (id),
  recaller_id TEXT NOT NULL REFERENCES people (id), inquirer_id TEXT REFERENCES people (id),
  others_present TEXT NOT NULL, planned_for TEXT, started_at INTEGER, ended_at INTEGER, who_may_stop TEXT NOT NULL,
  sampling TEXT NOT NULL, status TEXT NOT NULL, step TEXT NOT NULL, follow_up INTEGER NOT NULL,
  look_back_ms INTEGER NOT NULL, resume_back_ms INTEGER NOT NULL, distress_note TEXT NOT NULL, note TEXT NOT NULL,
  closing_note TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX interviews_session ON interviews (session_id);
CREATE INDEX interviews_recording ON interviews (recording_id);
CREATE INDEX interviews_recaller ON interviews (recaller_id);
CREATE INDEX interviews_inquirer ON interviews (inquirer_id);

CREATE TABLE places (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interviews (id), position REAL NOT NULL, what TEXT NOT NULL,
  around_ms INTEGER, end_ms INTEGER, remembered_ms INTEGER, valence TEXT, rating REAL, origin TEXT NOT NULL,
  visited TEXT, visited_ms INTEGER
) STRICT;
CREATE INDEX places_interview ON places (interview_id);

CREATE TABLE log_lines (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interviews (id), kind TEXT NOT NULL,
  interview_ms REAL NOT NULL, session_ms REAL NOT NULL, to_ms REAL, rate REAL, initiator TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX log_lines_interview ON log_lines (interview_id, interview_ms);

CREATE TABLE stops (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interviews (id), session_ms INTEGER NOT NULL,
  interview_ms INTEGER NOT NULL, look_back_ms INTEGER NOT NULL, initiator TEXT NOT NULL, means TEXT NOT NULL,
  moment_id TEXT REFERENCES moments (id), at INTEGER NOT NULL
) STRICT;
CREATE INDEX stops_interview ON stops (interview_id);
CREATE INDEX stops_moment ON stops (moment_id);

CREATE TABLE lead_uses (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interviews (id), stop_id TEXT REFERENCES stops (id),
  category TEXT NOT NULL, lead TEXT NOT NULL, interview_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_uses_interview ON lead_uses (interview_id);
CREATE INDEX lead_uses_stop ON lead_uses (stop_id);

CREATE TABLE statements (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interviews (id), stop_id TEXT REFERENCES stops (id),
  moment_id TEXT REFERENCES moments (id), speaker_id TEXT NOT NULL REFERENCES people (id), body TEXT NOT NULL,
  stance TEXT, category TEXT, lead TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER, changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_interview ON statements (interview_id);
CREATE INDEX statements_stop ON statements (stop_id);
CREATE INDEX statements_moment ON statements (moment_id);
CREATE INDEX statements_speaker ON statements (speaker_id);

CREATE TABLE ratings (
  id TEXT PRIMARY KEY, interview_id TEXT REFERENCES interviews (id), moment_id TEXT NOT NULL REFERENCES moments (id),
  peak_id TEXT REFERENCES peaks (id), person_id TEXT NOT NULL REFERENCES people (id), item TEXT NOT NULL,
  value REAL NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX ratings_interview ON ratings (interview_id);
CREATE INDEX ratings_moment ON ratings (moment_id);
CREATE INDEX ratings_peak ON ratings (peak_id);
CREATE INDEX ratings_person ON ratings (person_id);

CREATE TABLE sync_points (
  id TEXT PRIMARY KEY, recording_id TEXT NOT NULL REFERENCES recordings (id), interview_ms REAL NOT NULL, recording_ms REAL NOT NULL
) STRICT;
CREATE INDEX sync_points_recording ON sync_points (recording_id);

CREATE TABLE dial_traces (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES sessions (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id), interview_id TEXT REFERENCES interviews (id),
  person_id TEXT NOT NULL REFERENCES people (id), label TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX dial_traces_session ON dial_traces (session_id);
CREATE INDEX dial_traces_recording ON dial_traces (recording_id);
CREATE INDEX dial_traces_interview ON dial_traces (interview_id);
CREATE INDEX dial_traces_person ON dial_traces (person_id);
CREATE TABLE dial_chunks (
  id TEXT PRIMARY KEY, trace_id TEXT NOT NULL REFERENCES dial_traces (id), samples TEXT NOT NULL
) STRICT;
CREATE INDEX dial_chunks_trace ON dial_chunks (trace_id);

UPDATE studies SET settings = json_patch('{
  "lookBackMs": 2000,
  "jumpBackMs": 0,
  "resumeBackMs": 3000,
  "stopsBecomeMoments": false,
  "openingQuestion": "Was there anything in the session that was especially important or striking, that you want to go back to?",
  "placesAreRated": true,
  "othersAreShown": false,
  "leads": [
    {"category": "thoughts", "text": "What were you thinking then?"},
    {"category": "feelings", "text": "What were you feeling then?"},
    {"category": "body", "text": "What did you notice in your body then?"},
    {"category": "images", "text": "Were there any images or memories then?"},
    {"category": "wishes", "text": "Was there anything that you wanted to say then, and did not?"},
    {"category": "expectations", "text": "What did you expect the other to do then?"},
    {"category": "perception", "text": "How did the other seem to you then?"},
    {"category": "intentions", "text": "What were you trying to do then?"},
    {"category": "evaluation", "text": "How was that for you then?"},
    {"category": "other", "text": "Was there anything else then?"}
  ]
}', settings);
`;
