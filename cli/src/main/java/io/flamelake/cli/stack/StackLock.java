package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Lets one command at a time start or stop a stack. The system frees it when the command ends. */
final class StackLock implements AutoCloseable {
  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param patience how long to wait for whoever has it
   */
  static StackLock take(StateFolder state, Duration patience) {
    StateFolder.make(state.home());
    try {
      FileChannel channel =
          FileChannel.open(state.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (Deadline.of(patience).await(() -> isLocked(channel))) {
        return new StackLock(channel);
      }
      channel.close();
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.failed("can't lock " + state.lockFile() + ": " + e.getMessage(), e);
    }
    throw CommandException.failed(
        "another command is starting or stopping the stack in %s: wait for it"
            .formatted(state.home()));
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw CommandException.failed("can't unlock the stack: " + e.getMessage(), e);
    }
  }
}
