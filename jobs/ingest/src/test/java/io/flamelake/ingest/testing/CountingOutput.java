package io.flamelake.ingest.testing;

import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.StackDefinition;

/** Counts what a decoder tells of flawless profiles, and keeps nothing of it. */
public final class CountingOutput implements ProfileOutput {

  private long stacks;
  private long values;

  public long stacks() {
    return stacks;
  }

  public long values() {
    return values;
  }

  @Override
  public void profile(SeriesProfile profile) {
    values += profile.values().length;
  }

  @Override
  public void stack(StackDefinition stack) {
    stacks++;
  }

  @Override
  public void reject(Rejection rejection) {
    throw new AssertionError(rejection);
  }

  @Override
  public void repaired(Repair repair, long count) {
    throw new AssertionError(repair);
  }

  @Override
  public void dropped(Drop drop, long count) {
    throw new AssertionError(drop);
  }
}
