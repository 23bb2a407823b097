package addresses;

/**
 * A problem in an aliases file or a virtual table.
 *
 * @param line the line's number, from 1
 * @param breaking whether the file must not be used; otherwise mail to this alias is held, or an entry is ignored
 * @param remedy what the operator should do
 */
public record Problem(int line, boolean breaking, String what, String remedy) {

    static Problem broken(int line, String what, String remedy) {
        return new Problem(line, true, what, remedy);
    }

    static Problem minor(int line, String what, String remedy) {
        return new Problem(line, false, what, remedy);
    }

    static Problem noText(int line, String where) {
        return broken(
                line,
                where + "not in UTF-8",
                "convert the file: iconv -f EUC-JP -t UTF-8, or -f CP932; the program's file name must be in UTF-8, too");
    }
}
