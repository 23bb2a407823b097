package settings;

import io.smallrye.config.WithDefault;
import mail.mime.Limits;

/** How far a mail is unpacked; past any of these it is delivered raw, and its manifest says so. */
public interface UnpackSettings {

    /** Of one mail or part, together. */
    @WithDefault("" + Limits.HEADER_BYTES)
    int headerBytes();

    /** Of one mail or part. */
    @WithDefault("" + Limits.HEADERS)
    int headers();

    /** In all, those of attached mails included. */
    @WithDefault("" + Limits.PARTS)
    int parts();

    /** Of multiparts and attached mails inside each other. */
    @WithDefault("" + Limits.DEPTH)
    int depth();

    /** In one header. */
    @WithDefault("" + Limits.ADDRESSES)
    int addresses();

    /** In one header. */
    @WithDefault("" + Limits.PARAMETERS)
    int parameters();

    /** Written for all parts of a mail together; SES takes mails of up to 40 MB. */
    @WithDefault("" + Limits.DECODED_BYTES)
    long decodedBytes();
}
