package io.jenkins.plugins.storefront.delivery.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.notify.text.ExampleRelease;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseData;
import io.jenkins.plugins.storefront.delivery.notify.text.TimeLine;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MailTextTest {
    private static ReleaseData of(Release release) {
        return new ReleaseData(ExampleRelease.FAILED.run(), release, null, Language.ZH_CN, null);
    }

    /** A release of which much is to be told: forty workloads that crashed, with long Chinese lines. */
    private static Release large() {
        List<FailureCause> causes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            causes.add(new FailureCause(
                    "CrashLoopBackOff",
                    "Deployment shop/service-" + i,
                    "容器不断重启",
                    "pod-" + i,
                    "main",
                    1,
                    IntStream.range(0, 60)
                            .mapToObj(line -> "错误 " + "日志".repeat(100))
                            .toList()));
        }
        Release.Rollout rollout = new Release.Rollout(
                "r", null, "c", "n", List.of(), java.util.Map.of(), null, null, Outcome.FAILED, "", causes, null);
        return ExampleRelease.SUCCEEDED.release().with(rollout);
    }

    private static String all(java.util.Map<String, Object> view) {
        return view.get("causes").toString();
    }

    @Test
    void tellsLessUntilNoMailClientCutsIt() throws Exception {
        MailText mail =
                MailText.compose("1", of(large()), UnaryOperator.identity(), MailTextTest::all, MailTextTest::all);
        assertThat(mail.html().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                        + mail.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isBetween(10_000, MailText.LARGEST);
        assertThat(mail.html()).contains("service-0").endsWith("}]");
    }

    @Test
    void saysSoWhereATemplateMakesTooMuchOfLittle() {
        assertThatThrownBy(() -> MailText.compose(
                        "1", of(Release.empty()), UnaryOperator.identity(), view -> "x".repeat(200_000), view -> ""))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the template makes a mail of 209 KB even of little; 100 KB at most, because mail clients"
                        + " cut what is longer");
    }

    @Test
    void drawsTheTimeLineAsAPictureThatShowsOnLightAndDark() throws Exception {
        MailText mail = MailText.compose(
                "id 1", ExampleRelease.UNDONE.data(Language.EN), UnaryOperator.identity(), view -> "", view ->
                        (String) view.get("picture"));
        MailPicture picture = mail.pictures().get(0);
        assertThat(mail.html()).isEqualTo("cid:" + picture.id());
        assertThat(picture.id()).isEqualTo("time-line.id1@storefront");
        byte[] png = Base64.getDecoder().decode(picture.png());
        assertThat(png.length).isLessThan(3000);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(TimeLinePicture.WIDTH * 2);
        assertThat(image.getRGB(0, 0) >>> 24).as("transparent").isZero();
        int rows = TimeLine.of(ExampleRelease.UNDONE.release()).bars().size();
        assertThat(rows).isEqualTo(2);
        assertThat(image.getRGB(80, image.getHeight() / 4) & 0xFFFFFF)
                .as("the first bar begins at the left, and went well")
                .isEqualTo(0x16A34A);
        assertThat(image.getRGB(image.getWidth() - 2, image.getHeight() * 3 / 4) & 0xFFFFFF)
                .as("the second ends at the right, and was undone")
                .isEqualTo(0xD97706);
    }

    @Test
    void hidesASecretBeforeItIsEscaped() throws Exception {
        ReleaseData data =
                new ReleaseData(ExampleRelease.FAILED.run(), Release.empty(), "key p<&>\"q here", Language.EN, null);
        MailText mail = MailText.compose(
                "1",
                data,
                text -> text.replace("p<&>\"q", "****"),
                view -> (String) view.get("message"),
                view -> ((String) view.get("message")).replace("<", "&lt;"));
        assertThat(mail.html()).isEqualTo("key **** here");
    }
}
