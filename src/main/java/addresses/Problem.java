package addresses;

/**
 * What is not as it should be in an aliases file.
 *
 * @param line from 1
 * @param breaking whether the file is not to be used; otherwise mail to this alias is held, or something is left out
 * @param remedy what to do about it
 */
public record Problem(int line, boolean breaking, String what, String remedy) {}
