package io.flamelake.ingest.otlp;

import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.stacks.Texts;
import java.nio.charset.StandardCharsets;

/**
 * Gives the attributes of samples to {@link SampleLabels}: strings that do not tell a thread or a
 * process, and the service, if its samples tell it.
 */
final class SampleAttributes {

  private static final byte[] SERVICE_NAME =
      Series.SERVICE_NAME.getBytes(StandardCharsets.US_ASCII);

  private final Dictionary dictionary;
  private final Attributes attributes;
  private final SampleLabels labels;
  private int serviceKey;
  private boolean isService;

  SampleAttributes(Dictionary dictionary, Attributes attributes, SampleLabels labels) {
    this.dictionary = dictionary;
    this.attributes = attributes;
    this.labels = labels;
  }

  /** Starts with the request that was read last. */
  void reset() {
    serviceKey = dictionary.texts.add(SERVICE_NAME);
  }

  /** Starts with a profile, whose own attributes may have told the service. */
  void start(boolean told) {
    isService = told;
  }

  /** Finds the series of a sample with these attributes. */
  void read(Indexes indexes) {
    labels.start();
    int service = Texts.NONE;
    int name = Texts.NONE;
    int path = Texts.NONE;
    for (int i = 0; i < indexes.count(); i++) {
      int attribute = indexes.get(i);
      byte state = attributes.state(attribute);
      if (state == Attributes.STRING) {
        switch (attributes.role(attribute)) {
          case SERVICE_NAME -> service = attributes.service(attribute);
          case EXECUTABLE_NAME -> name = attributes.service(attribute);
          case EXECUTABLE_PATH -> path = attributes.service(attribute);
          default -> {
            // Tells no service.
          }
        }
        if (attributes.role(attribute).isSampleLabel()) {
          labels.add(attributes.key(attribute), attributes.value(attribute));
        }
      } else if (state == Attributes.BAD) {
        labels.drop("a sample refers to attribute " + attribute + ", which is missing or damaged");
      }
    }
    addService(service, name == Texts.NONE ? path : name);
    labels.finish();
  }

  /** A service told by the sample goes before all; an executable is better than nothing. */
  private void addService(int service, int executable) {
    if (service != Texts.NONE) {
      labels.add(serviceKey, service);
    } else if (!isService && executable != Texts.NONE) {
      labels.add(serviceKey, executable);
    }
  }
}
