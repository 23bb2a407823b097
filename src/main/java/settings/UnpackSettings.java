package settings;

import io.smallrye.config.WithDefault;
import mail.mime.UnpackLimits;

/** How far a mail is unpacked; past any of these it is delivered raw, and its manifest says so. */
public interface UnpackSettings {

    /** Of one mail or part, together. */
    @WithDefault("" + UnpackLimits.HEADER_BYTES)
    int headerBytes();

    /** Of one mail or part. */
    @WithDefault("" + UnpackLimits.HEADERS)
    int headers();

    /** In all, those of attached mails included. */
    @WithDefault("" + UnpackLimits.PARTS)
    int parts();

    /** Of multiparts and attached mails inside each other. */
    @WithDefault("" + UnpackLimits.DEPTH)
    int depth();

    /** In one header. */
    @WithDefault("" + UnpackLimits.ADDRESSES)
    int addresses();

    /** In one header. */
    @WithDefault("" + UnpackLimits.PARAMETERS)
    int parameters();

    /** Written for all parts of a mail together; SES takes mails of up to 40 MB. */
    @WithDefault("" + UnpackLimits.DECODED_BYTES)
    long decodedBytes();
}
