package settings;

/** The mail server whose pipe to a program is imitated. */
public enum MailServer {
    /** sendmail's prog mailer: {@code From } line, LF. */
    SENDMAIL,
    /** Postfix's local(8): {@code From } line, Return-Path, X-Original-To, Delivered-To, LF. */
    POSTFIX,
    /** The object in S3, byte for byte. */
    NONE
}
