package mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "bucket, bucket, ''",
        "bucket/, bucket, ''",
        "bucket/raw, bucket, raw/",
        "bucket/raw/, bucket, raw/",
        "bucket/a/b, bucket, a/b/",
        "/raw, '', raw/"
    })
    void aPrefixEndsWithASlashAsSesPutsOneThere(String text, String bucket, String prefix) {
        assertThat(S3Prefix.of(text)).isEqualTo(new S3Prefix(bucket, prefix));
    }

    @Test
    void aMailOfAnotherBucketOrAnotherPrefixIsNotInIt() {
        S3Prefix shop = S3Prefix.of("bucket/shop");

        assertThat(shop.contains(shop.mail("mail-1"))).isTrue();
        assertThat(shop.contains(new RawMail("bucket", "shop/mail-1"))).isTrue();
        assertThat(shop.contains(new RawMail("bucket", "shop-2/mail-1"))).isFalse();
        assertThat(shop.contains(new RawMail("other", "shop/mail-1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bucket/shop, bucket/shop, true",
        "bucket/shop, bucket/shop/raw, true",
        "bucket/shop/raw, bucket/shop, true",
        "bucket, bucket/shop, true",
        "bucket/shop, bucket/shop-2, false",
        "bucket/shop, other/shop, false"
    })
    void twoSetsMailsAreApartOnlyIfNoObjectCanLieInBoth(String one, String other, boolean overlap) {
        assertThat(S3Prefix.of(one).overlaps(S3Prefix.of(other))).isEqualTo(overlap);
    }

    @Test
    void aFolderBesideItIsInTheSameBucket() {
        assertThat(S3Prefix.of("bucket/shop").beside("parts/")).isEqualTo(new S3Prefix("bucket", "parts/"));
    }
}
