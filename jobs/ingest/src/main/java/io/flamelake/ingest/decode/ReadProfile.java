package io.flamelake.ingest.decode;

import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.stacks.StackDefinition;

/** One profile as a decoder read it, until it reads the next one. */
public interface ReadProfile {

  ProfileHead head();

  /** The strings that span and trace ids in {@link #samples} refer to. */
  Texts texts();

  /** The samples, whose series are rows of {@link #labels}. */
  SampleTable samples();

  /** The series; the first is that of samples without labels of their own. */
  SampleLabels labels();

  /** The stack of a row of {@link #samples}, as the table {@code stacks} has it. */
  StackDefinition define(int row, int day, String serviceName);
}
