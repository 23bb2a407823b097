package bench;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Typical mails of shops, in any size, and the same in every run. */
final class Mails {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");

    private static final String LINE = "ご注文番号 0815 緑茶 2袋 1,080円（税込）お届け先 東京都千代田区\r\n";

    private static final String KEY = "c3RhbmRzIGZvciBhIHNpZ25hdHVyZSBvZiAyNTYgYnl0ZXMg".repeat(7);

    /** The headers in SES' notification of a mail with an order: first those that SES adds, then the mail's own. */
    static final Map<String, String> HEADERS = headers();

    private Mails() {}

    /** A short text and three attachments. */
    static byte[] withAttachments(int size) {
        StringBuilder mail = new StringBuilder(head("multipart/mixed; boundary=\"=_next_part\""));
        mail.append("--=_next_part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nsee the attached files\r\n");
        Random random = new Random(1);
        for (int i = 0; i < 3; i++) {
            byte[] content = new byte[size / 4];
            random.nextBytes(content);
            mail.append("--=_next_part\r\nContent-Type: application/pdf; name=\"order-")
                    .append(i)
                    .append(".pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(content))
                    .append("\r\n");
        }
        return mail.append("--=_next_part--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Text and HTML as marketplaces send them: in ISO-2022-JP, as 7bit and as base64. */
    static byte[] order(int size) {
        String text = LINE.repeat(size / 2 / LINE.getBytes(JIS).length);
        String base64 = Base64.getMimeEncoder().encodeToString(("<p>" + text + "</p>").getBytes(JIS));
        String mail = head("multipart/alternative; boundary=\"=_next_part\"")
                + "--=_next_part\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
                + text
                + "--=_next_part\r\nContent-Type: text/html; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64
                + "\r\n--=_next_part--\r\n";
        return mail.getBytes(JIS);
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Return-Path", "<order@market.example>");
        headers.put("X-SES-Spam-Verdict", "PASS");
        headers.put("X-SES-Virus-Verdict", "PASS");
        headers.put("Received-SPF", "pass (spfCheck: domain of market.example designates 192.0.2.25 as permitted sender) client-ip=192.0.2.25; envelope-from=order@market.example; helo=market.example;");
        headers.put("Authentication-Results", "amazonses.com; spf=pass (spfCheck: domain of market.example designates 192.0.2.25 as permitted sender) client-ip=192.0.2.25; envelope-from=order@market.example; helo=market.example; dkim=pass header.i=@market.example; dmarc=pass header.from=market.example;");
        headers.put("X-SES-RECEIPT", "AEFBQUFBQUFBQUFG" + KEY);
        headers.put("X-SES-DKIM-SIGNATURE", "a=rsa-sha256; q=dns/txt; b=" + KEY + "; c=relaxed/simple; s=224i4yxa5dv7c2xz3womw6peuasteono; d=amazonses.com; t=1795514400; v=1;");
        headers.put("DKIM-Signature", "v=1; a=rsa-sha256; c=relaxed/relaxed; d=market.example; s=s1; t=1795514400; h=from:to:subject:date:message-id:mime-version:content-type; bh=c3RhbmRzIGZvciBhIGhhc2ggb2YgdGhlIGJvZHk=; b=" + KEY);
        head("text/plain; charset=ISO-2022-JP").strip().lines().forEach(line -> {
            String[] header = line.split(": ", 2);
            headers.put(header[0], header[1]);
        });
        return headers;
    }

    private static String head(String type) {
        String subject = Base64.getEncoder().encodeToString("ご注文ありがとうございます".getBytes(JIS));
        return "Received: from market.example by inbound-smtp.example; Tue, 24 Nov 2026 10:00:00 +0900\r\n"
                + "From: =?ISO-2022-JP?B?" + subject + "?= <order@market.example>\r\n"
                + "To: ne-001@shop.example\r\n"
                + "Subject: =?ISO-2022-JP?B?" + subject + "?=\r\n"
                + "Date: Tue, 24 Nov 2026 10:00:00 +0900\r\n"
                + "Message-ID: <20261124100000.1@market.example>\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: " + type + "\r\n\r\n";
    }
}
