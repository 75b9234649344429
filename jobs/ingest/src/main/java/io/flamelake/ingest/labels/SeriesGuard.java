package io.flamelake.ingest.labels;

import io.flamelake.stacks.LongIndex;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the number of series that a service has on a day below a limit: the first ones stay, and
 * all further ones become one overflow series of the service.
 *
 * <p>It holds the ids of the series of each service and day, 24 to 48 bytes each, in at most 32 MiB
 * (more only when one service needs more by itself). Beyond that it forgets the day of a service
 * that was not asked for the longest, which then is counted from 0 again.
 */
public final class SeriesGuard {

  /** The label that overflow series have beside that of the service. */
  public static final String OVERFLOW = "flamelake_overflow";

  private static final Logger LOG = LoggerFactory.getLogger(SeriesGuard.class);
  private static final long MOST_BYTES = 32 << 20;
  private static final long KNOWN_BYTES = 256;

  private record ServiceDay(String service, int day) {}

  /** The series of one service on one day. */
  private static final class Known {
    final LongIndex ids = new LongIndex();
    int count;
    Series overflow;
    boolean warned;
  }

  private final int limit;
  private final long mostBytes;
  private final Map<ServiceDay, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long heldBytes;
  private ServiceDay lastKey = new ServiceDay("", 0);
  private Known last;

  /**
   * @param limit series of a service and day; 0: any number
   */
  public SeriesGuard(int limit) {
    this(limit, MOST_BYTES);
  }

  SeriesGuard(int limit, long mostBytes) {
    this.limit = limit;
    this.mostBytes = mostBytes;
  }

  /**
   * What a series is told as: itself, or the overflow series of its service.
   *
   * @param day of the profile's time, days since 1970-01-01 UTC
   */
  public Series admit(int day, Series series) {
    if (limit == 0) {
      return series;
    }
    Known of = find(day, series.serviceName());
    if (of.ids.get(series.id()) != LongIndex.ABSENT) {
      return series;
    }
    if (of.count == limit) {
      warn(of, day, series.serviceName());
      return overflow(of, series.serviceName());
    }
    long before = of.ids.heldBytes();
    of.ids.put(series.id(), of.count++);
    heldBytes += of.ids.heldBytes() - before;
    forget();
    return series;
  }

  /** The overflow series of a service, for a series that is beyond another limit. */
  public Series overflow(int day, String service) {
    Series overflow = overflow(find(day, service), service);
    forget();
    return overflow;
  }

  /** Bytes held for all services and days. */
  long heldBytes() {
    return heldBytes;
  }

  private Known find(int day, String service) {
    if (last != null && lastKey.day == day && lastKey.service.equals(service)) {
      return last;
    }
    lastKey = new ServiceDay(service, day);
    last = known.get(lastKey);
    if (last == null) {
      last = new Known();
      known.put(lastKey, last);
      heldBytes += KNOWN_BYTES + last.ids.heldBytes();
    }
    return last;
  }

  /** The last one asked for is the last of the map, so it stays. */
  private void forget() {
    Iterator<Known> oldest = known.values().iterator();
    while (heldBytes > mostBytes && known.size() > 1) {
      heldBytes -= KNOWN_BYTES + oldest.next().ids.heldBytes();
      oldest.remove();
    }
  }

  private static Series overflow(Known of, String service) {
    if (of.overflow == null) {
      of.overflow = Series.of(Map.of(Series.SERVICE_NAME, service, OVERFLOW, "true"));
    }
    return of.overflow;
  }

  private void warn(Known of, int day, String service) {
    if (!of.warned) {
      of.warned = true;
      LOG.warn(
          "The service {} has more than {} series on day {} since 1970: further ones are kept as"
              + " its overflow series, by the limit limits.series-per-service.",
          service,
          limit,
          day);
    }
  }
}
