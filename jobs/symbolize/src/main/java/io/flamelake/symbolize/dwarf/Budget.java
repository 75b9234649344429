package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Counts what was read of one kind up to a limit. */
final class Budget {
  private final String what;
  private final long limit;
  private long spent;

  Budget(String what, long limit) {
    this.what = what;
    this.limit = limit;
  }

  void spend(long amount) throws MalformedFileException {
    spent += amount;
    if (spent > limit) {
      throw new MalformedFileException(
          "the file makes the reader go through more than %d %s".formatted(limit, what));
    }
  }
}
