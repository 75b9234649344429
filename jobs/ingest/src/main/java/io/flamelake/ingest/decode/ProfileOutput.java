package io.flamelake.ingest.decode;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.StackDefinition;

/** Where a decoder puts what it finds in one record. */
public interface ProfileOutput {

  /** One series of a profile. The caller may keep it: its arrays are not used again. */
  void profile(SeriesProfile profile);

  /**
   * A stack that this decoder has not told lately for the same day and service. "Lately" is a
   * bounded memory, so the same stack may be told again; it is never left out. Stacks are told
   * before the profile that has them. The caller may keep it.
   */
  void stack(StackDefinition stack);

  /**
   * What was not used: a record, one of its profiles, or less; see {@link Reason#wholeRecord()}.
   */
  void reject(Rejection rejection);

  /** Data that was kept but mended. */
  void repaired(Repair repair, long count);

  /** Data that the configuration says to leave out. */
  void dropped(Drop drop, long count);
}
