#!/usr/bin/env php
<?php
// An unchanged program that sendmail used to start from an alias. It reads the mail from standard input and the shop from its
// argument. It needs nothing of Hikyaku. Its exit codes are sysexits: 75 is retried, 65 is not.
const EX_DATAERR = 65;
const EX_TEMPFAIL = 75;

$shop = $argv[1];
$mail = preg_replace('/^From .*\n/', '', file_get_contents('php://stdin'));
[$head, $body] = preg_split('/\r?\n\r?\n/', $mail, 2);
$headers = iconv_mime_decode_headers($head, ICONV_MIME_DECODE_CONTINUE_ON_ERROR, 'UTF-8');
preg_match('/charset="?([\w-]+)/i', $headers['Content-Type'] ?? '', $type);
$text = iconv($type[1] ?? 'UTF-8', 'UTF-8//IGNORE', $body);

if (!preg_match('/注文番号: *(\S+)/u', $text, $number) || !preg_match('/合計: *([\d,]+)円/u', $text, $total)) {
    echo "no order in this mail\n";
    exit(EX_DATAERR);
}
$file = getenv('ORDERS_DB') ?: 'target/orders.sqlite';
try {
    $db = new PDO("sqlite:$file");
    $db->exec('CREATE TABLE IF NOT EXISTS orders (shop TEXT, number TEXT, yen INTEGER, PRIMARY KEY (shop, number))');
    $db->prepare('INSERT OR REPLACE INTO orders VALUES (?, ?, ?)')
        ->execute([$shop, $number[1], (int) str_replace(',', '', $total[1])]);
} catch (PDOException $e) {
    echo "database is down, try again later\n";
    exit(EX_TEMPFAIL);
}
echo "order of shop $shop written to $file\n";
