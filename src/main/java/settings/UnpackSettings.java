package settings;

import io.smallrye.config.WithDefault;
import mail.mime.UnpackLimits;

/** Limits of unpacking; beyond any of these the mail is delivered raw, and its manifest says so. */
public interface UnpackSettings {

    /** Of one mail or part, together. */
    @WithDefault("" + UnpackLimits.HEADER_BYTES)
    int headerBytes();

    /** Of one mail or part. */
    @WithDefault("" + UnpackLimits.HEADERS)
    int headers();

    /** In all, including those of attached mails. */
    @WithDefault("" + UnpackLimits.PARTS)
    int parts();

    /** Of nested multiparts and attached mails. */
    @WithDefault("" + UnpackLimits.DEPTH)
    int depth();

    /** In one header. */
    @WithDefault("" + UnpackLimits.ADDRESSES)
    int addresses();

    /** In one header. */
    @WithDefault("" + UnpackLimits.PARAMETERS)
    int parameters();

    /** Written for all parts of a mail together; SES accepts mails of up to 40 MB. */
    @WithDefault("" + UnpackLimits.DECODED_BYTES)
    long decodedBytes();
}
