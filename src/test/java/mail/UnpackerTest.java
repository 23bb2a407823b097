package mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {

    @TempDir
    Path folder;

    @Test
    void aShiftJisMailKeepsTheCharactersThatOnlyWindowsKnows() throws IOException {
        Unpacked unpacked = unpack(Path.of("src/test/resources/mail/order.eml"));

        assertThat(unpacked.manifest().subject()).isEqualTo("①納品書について（㈱飛脚）");
        assertThat(Files.readString(unpacked.files().get(0))).contains("髙橋様", "①");
    }

    @Test
    void anAttachmentIsNamedByUsAndItsOwnNameIsData() throws IOException {
        Unpacked unpacked = unpack(Path.of("src/test/resources/mail/order.eml"));

        Manifest.Part attachment = unpacked.manifest().parts().get(1);
        assertThat(attachment.file()).isEqualTo("002");
        assertThat(attachment.role()).isEqualTo("attachment");
        assertThat(attachment.name()).isEqualTo("納品書.csv");
        assertThat(attachment.size()).isEqualTo(Files.size(unpacked.files().get(1)));
    }

    @Test
    void anIso2022JpOrderIsReadable() throws IOException {
        Unpacked unpacked = unpack(Path.of("demo/mails/order-iso-2022-jp.eml"));

        assertThat(unpacked.manifest().subject()).isEqualTo("ご注文ありがとうございます");
        assertThat(unpacked.manifest().from().get(0).name()).isEqualTo("楽天市場");
        assertThat(Files.readString(unpacked.files().get(0))).contains("緑茶 2袋");
    }

    @Test
    void aHeaderNeverBringsALineEnd() throws IOException {
        Unpacked unpacked = unpack("Subject: =?UTF-8?Q?one=0D=0ABcc:_two?=\r\n\r\nbody\r\n");

        assertThat(unpacked.manifest().subject()).isEqualTo("one Bcc: two");
    }

    @Test
    void aPartWhoseBase64IsBrokenIsKeptAsItIs() throws IOException {
        Unpacked unpacked = unpack("Content-Transfer-Encoding: base64\r\n\r\nYWJ\r\n");

        assertThat(Files.readString(unpacked.files().get(0))).isEqualTo("YWJ\r\n");
        assertThat(unpacked.manifest().warnings()).containsExactly("a part cannot be decoded and is kept as it is");
    }

    @Test
    void aPartWithAnEncodingThatNobodyKnowsIsKeptAsItIs() throws IOException {
        Unpacked unpacked = unpack("Content-Transfer-Encoding: 6bit\r\n\r\nhello\r\n");

        assertThat(Files.readString(unpacked.files().get(0))).isEqualTo("hello\r\n");
        assertThat(unpacked.manifest().warnings()).containsExactly("a part cannot be decoded and is kept as it is");
    }

    @Test
    void bytesThatAreNoMailAreStillUnpackedIntoSomething() throws IOException {
        Unpacked unpacked = unpack("\u0000\u0001 no mail at all");

        assertThat(unpacked.manifest().mail()).isEqualTo("mail-1");
    }

    private Unpacked unpack(String mail) throws IOException {
        return unpack(Files.writeString(folder.resolve("raw"), mail, StandardCharsets.UTF_8));
    }

    private Unpacked unpack(Path raw) throws IOException {
        return new Unpacker().unpack("mail-1", raw, Files.createDirectory(folder.resolve("parts")));
    }
}
