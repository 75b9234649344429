package io.flamelake.stacks.kafka;

/** A record is not a stack; the message is a sentence for people. */
public final class MalformedStackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
