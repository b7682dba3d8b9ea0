/** What somebody answers to the plan before anything is made. */
export interface Answers {
  skipUnknown: boolean;
  /** To make very many pages. */
  long: boolean;
  /** To print what the edge of the page cuts. */
  offPage: boolean;
  set: (answers: { skipUnknown?: boolean; long?: boolean; offPage?: boolean }) => void;
}
