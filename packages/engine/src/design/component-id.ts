/** Apart from the schemas, which are large: some pages only have to tell an id from a name. */
export const COMPONENT_ID = /^c-[a-z0-9]{1,24}$/;
