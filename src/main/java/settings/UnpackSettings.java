package settings;

import io.smallrye.config.WithDefault;
import mail.mime.UnpackLimits;

/** Limits of unpacking; beyond any of these the mail is delivered raw, and its manifest names the limit. */
public interface UnpackSettings {

    /** Bytes of all headers of one mail or part. */
    @WithDefault("" + UnpackLimits.HEADER_BYTES)
    int headerBytes();

    /** Number of headers of one mail or part. */
    @WithDefault("" + UnpackLimits.HEADERS)
    int headers();

    /** Number of parts of a mail, including those of attached mails. */
    @WithDefault("" + UnpackLimits.PARTS)
    int parts();

    /** Depth of nested multiparts and attached mails. */
    @WithDefault("" + UnpackLimits.DEPTH)
    int depth();

    /** Number of addresses in one header. */
    @WithDefault("" + UnpackLimits.ADDRESSES)
    int addresses();

    /** Number of parameters in one header. */
    @WithDefault("" + UnpackLimits.PARAMETERS)
    int parameters();

    /** Bytes written for all parts of a mail together; SES accepts mails of up to 40 MB. */
    @WithDefault("" + UnpackLimits.DECODED_BYTES)
    long decodedBytes();
}
