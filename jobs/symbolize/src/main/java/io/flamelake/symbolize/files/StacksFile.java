package io.flamelake.symbolize.files;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.parquet.ColumnAppender;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.ListRows;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.TextColumn;
import io.flamelake.stacks.rows.StackRow;
import java.io.IOException;
import org.apache.flink.table.data.RowData;

/** A file of {@code stacks}; its rows are {@link StackRow}s. */
final class StacksFile extends ColumnAppender<RowData> {
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

  StacksFile(ColumnFile file) {
    super(file);
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
  protected void write(RowData row) throws IOException {
    StackDefinition stack = ((StackRow) row).stack();
    file.room(1);
    int place = file.position();
    day.set(place, stack.day());
    serviceName.set(place, stack.serviceName());
    stackId.set(place, stack.stackId());
    frames.put(stack.frames());
    unresolved.set(place, stack.unresolved());
    put(stack.buildIds());
    file.add(1);
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
}
