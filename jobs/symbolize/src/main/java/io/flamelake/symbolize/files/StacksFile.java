package io.flamelake.symbolize.files;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.ListRows;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.TextColumn;
import io.flamelake.stacks.rows.StackRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.io.FileAppender;

/** A file of {@code stacks}; its rows are {@link StackRow}s. */
final class StacksFile implements FileAppender<RowData> {
  private static final int DAY = 0;
  private static final int SERVICE_NAME = 1;
  private static final int STACK_ID = 2;
  private static final int UNRESOLVED = 4;
  private static final String BUILD_IDS = "build_ids";

  private final ColumnFile file;
  private final NumberColumn day;
  private final TextColumn serviceName;
  private final NumberColumn stackId;
  private final FrameColumns frames;
  private final NumberColumn unresolved;
  private final ListRows buildIdList;
  private final TextColumn buildIds;
  private boolean closed;

  StacksFile(ColumnFile file) {
    this.file = file;
    day = file.numbers(DAY);
    serviceName = file.texts(SERVICE_NAME);
    stackId = file.numbers(STACK_ID);
    frames = new FrameColumns(file);
    unresolved = file.numbers(UNRESOLVED);
    buildIdList = file.list();
    buildIds = file.texts(buildIdList, BUILD_IDS);
    file.start();
  }

  @Override
  public void add(RowData row) {
    StackDefinition stack = ((StackRow) row).stack();
    try {
      file.room(1);
      int at = file.position();
      day.set(at, stack.day());
      serviceName.set(at, stack.serviceName());
      stackId.set(at, stack.stackId());
      frames.put(stack.frames());
      unresolved.set(at, stack.unresolved());
      put(stack.buildIds());
      file.add(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String[] ids) {
    buildIdList.reserve(ids.length);
    int place = buildIdList.position();
    if (ids.length == 0) {
      buildIds.set(place, null);
    }
    for (int i = 0; i < ids.length; i++) {
      buildIds.set(place + i, ids[i]);
    }
    buildIdList.add(ids.length);
  }

  @Override
  public Metrics metrics() {
    return file.metrics(Stream.empty());
  }

  @Override
  public long length() {
    try {
      return file.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Long> splitOffsets() {
    return file.splitOffsets();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (file) {
        file.end();
      }
    }
  }
}
