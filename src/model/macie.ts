/** What Amazon Macie says of a bucket. https://docs.aws.amazon.com/macie/latest/APIReference/datasources-s3.html */
export interface MacieBucket {
  bucket: string;
  /**
   * From -1, an error, to 100, the most sensitive. Macie gives 1 to what is empty or was found to hold nothing, and 50 to
   * what it has not analysed. Null: none. https://docs.aws.amazon.com/macie/latest/user/discovery-scoring-s3.html
   */
  score: number | null;
  /** Whether it is among those that Macie analyses by itself; null where it does not say. */
  monitored: boolean | null;
}
