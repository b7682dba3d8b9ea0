/** The list closes when the focus leaves the field: a box of it that Tab stops at would take the focus with it. */
export const NO_STOP = { viewportProps: { tabIndex: -1 } };
