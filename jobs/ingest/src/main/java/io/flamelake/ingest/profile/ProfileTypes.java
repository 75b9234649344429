package io.flamelake.ingest.profile;

import java.util.Set;

/** Names of profile types and what their values count. */
public final class ProfileTypes {

  /** Sample types whose values count up from the start of the process, as Go sends them. */
  public static final Set<String> DEFAULT_CUMULATIVE_TYPES =
      Set.of("alloc_objects", "alloc_space", "contentions", "delay");

  private ProfileTypes() {}
}
