/** When a sealed study locks itself. Frozen, like the value it brought. */
export const seal = `
UPDATE studies SET settings = json_patch('{"autoLockMinutes": 15}', settings);
`;
