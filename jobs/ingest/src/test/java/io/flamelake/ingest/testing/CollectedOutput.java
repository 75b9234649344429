package io.flamelake.ingest.testing;

import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps all that a decoder tells. */
public final class CollectedOutput implements ProfileOutput {

  public final List<SeriesProfile> profiles = new ArrayList<>();
  public final List<StackDefinition> stacks = new ArrayList<>();
  public final List<Rejection> rejections = new ArrayList<>();
  public final Map<Repair, Long> repairs = new EnumMap<>(Repair.class);
  public final Map<Drop, Long> drops = new EnumMap<>(Drop.class);

  /** What a decoder tells of one record. */
  public static CollectedOutput of(ProfileDecoder decoder, RawRecord record) {
    CollectedOutput output = new CollectedOutput();
    decoder.decode(record, output);
    return output;
  }

  @Override
  public void profile(SeriesProfile profile) {
    profiles.add(profile);
  }

  @Override
  public void stack(StackDefinition stack) {
    stacks.add(stack);
  }

  @Override
  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  @Override
  public void repaired(Repair repair, long count) {
    repairs.merge(repair, count, Long::sum);
  }

  @Override
  public void dropped(Drop drop, long count) {
    drops.merge(drop, count, Long::sum);
  }

  /** The only profile. */
  public SeriesProfile profile() {
    if (profiles.size() != 1) {
      throw new AssertionError(profiles.size() + " profiles, rejections " + rejections);
    }
    return profiles.get(0);
  }

  public List<Reason> reasons() {
    return rejections.stream().map(Rejection::reason).toList();
  }
}
