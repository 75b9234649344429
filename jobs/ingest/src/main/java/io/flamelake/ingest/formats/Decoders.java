package io.flamelake.ingest.formats;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.folded.FoldedDecoder;
import io.flamelake.ingest.jfr.JfrDecoder;
import io.flamelake.ingest.otlp.OtlpDecoder;
import io.flamelake.ingest.otlp.OtlpDecoder.Encoding;
import io.flamelake.ingest.parca.ParcaDecoder;
import io.flamelake.ingest.pprof.PprofDecoder;
import io.flamelake.ingest.pyroscope.PyroscopeDecoder;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses the decoder of a record: by its header {@code content-type}, else by the content type
 * configured for its topic or for all, else by the topic that the OpenTelemetry Collector writes
 * to, else by its first bytes: those of a recording are JFR, those of gzip, zstd or a plain pprof
 * message are pprof.
 */
public final class Decoders implements ProfileDecoder {

  private final DecoderOptions options;
  private final ProfileDecoder pprof;
  private final ProfileDecoder otlp;
  private final ProfileDecoder jfr;
  private final Map<String, ProfileDecoder> byContentType = new TreeMap<>();
  private final FirstBytes firstBytes = new FirstBytes();
  private byte[] lastHeader;
  private ProfileDecoder lastDecoder;

  public Decoders(DecoderOptions options) {
    this.options = options;
    ProfileTeller teller = new ProfileTeller(options);
    pprof = new PprofDecoder(options, teller);
    jfr = new JfrDecoder(options, teller);
    byContentType.put(ContentTypes.PPROF, pprof);
    byContentType.put(ContentTypes.JFR, jfr);
    byContentType.put(ContentTypes.PARCA, new ParcaDecoder(options, teller));
    byContentType.put(ContentTypes.FOLDED, new FoldedDecoder(options, teller));
    byContentType.put(ContentTypes.PYROSCOPE, new PyroscopeDecoder(options, teller));
    byContentType.put(
        ContentTypes.OTLP_PROTOBUF, new OtlpDecoder(options, Encoding.PROTOBUF, teller));
    byContentType.put(ContentTypes.OTLP_JSON, new OtlpDecoder(options, Encoding.JSON, teller));
    otlp = new OtlpDecoder(options, Encoding.EITHER, teller);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    byte[] header = record.headers().get(ContentTypes.HEADER);
    if (header != null && Arrays.equals(header, lastHeader)) {
      lastDecoder.decode(record, output);
      return;
    }
    String told = ContentTypes.plain(header);
    String type = told == null ? ContentTypes.plain(options.contentTypeOf(record.topic())) : told;
    ProfileDecoder decoder = type == null ? null : byContentType.get(type);
    if (decoder != null) {
      if (told != null) {
        lastHeader = header;
        lastDecoder = decoder;
      }
      decoder.decode(record, output);
    } else if (type != null) {
      output.reject(unsupported("the content type " + BadRecord.quote(type) + " is not known"));
    } else if (record.topic().equals(OtlpDecoder.TOPIC)) {
      otlp.decode(record, output);
    } else {
      decodeByFirstBytes(record, output);
    }
  }

  private void decodeByFirstBytes(RawRecord record, ProfileOutput output) {
    byte[] value = record.value();
    if (value != null && value.length > 0 && firstBytes.areJfr(value)) {
      jfr.decode(record, output);
    } else if (value == null || value.length == 0 || FirstBytes.mayBePprof(value)) {
      pprof.decode(record, output);
    } else {
      output.reject(
          unsupported("the record has no header content-type, and its bytes are not pprof's"));
    }
  }

  private Rejection unsupported(String what) {
    return new Rejection(
        Reason.UNSUPPORTED_FORMAT,
        what + "; known are " + String.join(", ", byContentType.keySet()));
  }
}
