package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many services at once, with Jib and the sandbox's registry. */
class ImageBuildsTest {
    private static final int MANY = 200;

    @TempDir
    private Path project;

    @TempDir
    private Path content;

    private SandboxRegistry registry;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start(content);
        run = new TestDelivery(project, Settings.empty(), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        registry.close();
    }

    private Map<ServiceName, ImageBuildRequest> requests(int count, String missing, ImageBuildRequest.Reuse reuse)
            throws Exception {
        Map<ServiceName, ImageBuildRequest> requests = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = "s" + i;
            if (!name.equals(missing)) {
                Files.writeString(project.resolve(name), "content of " + name);
            }
            ImageBuildRequest one = Ask.image(registry.host(), "shop/" + name)
                    .layers("scratch", new ImageBuildRequest.Layer(name, "/"))
                    .reuse(reuse)
                    .request();
            requests.put(
                    new ServiceName(name),
                    new ImageBuildRequest(
                            one.image(),
                            new ServiceName(name),
                            one.tags(),
                            one.builder(),
                            one.docker(),
                            one.jib(),
                            one.labels(),
                            one.platforms(),
                            one.push(),
                            null,
                            one.reuse()));
        }
        return requests;
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void buildsTwoHundredServicesAndTheNextTimeNone() throws Exception {
        List<BuiltImage> built =
                new ImageBuilds(run.context(), 8).build(requests(MANY, "", ImageBuildRequest.Reuse.USUAL));
        assertThat(built).hasSize(MANY).noneMatch(BuiltImage::reused);
        assertThat(built)
                .extracting(one -> one.service().value())
                .startsWith("s0", "s1", "s2")
                .endsWith("s199");
        assertThat(run.context().release().current().images()).hasSize(MANY);
        Files.writeString(project.resolve("s7"), "changed");
        Map<ServiceName, ImageBuildRequest> again = requests(MANY, "s7", ImageBuildRequest.Reuse.USUAL);
        assertThat(new ImageBuilds(run.context(), 8)
                        .build(again).stream().filter(one -> !one.reused()).map(one -> one.service()
                                .value()))
                .as(() -> "built again, of what was said: "
                        + run.events(Remark.class).stream()
                                .map(Remark::text)
                                .filter(text -> !text.startsWith("nothing that goes in has changed"))
                                .distinct()
                                .toList())
                .containsExactly("s7");
    }

    @Test
    void oneThatFailsLetsTheOthersFinishAndIsNamed() {
        assertThatThrownBy(
                        () -> new ImageBuilds(run.context(), 2).build(requests(4, "s1", ImageBuildRequest.Reuse.NEVER)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("imageBuild: 1 of 4 services failed: s1: layers: there is no 's1'");
        assertThat(run.events(ImageBuilt.class))
                .extracting(one -> one.image().service().value())
                .containsExactlyInAnyOrder("s0", "s2", "s3");
    }

    @Test
    void whatIsSaidOfAServiceBeginsWithItsName() throws Exception {
        new ImageBuilds(run.context(), 1)
                .build(requests(1, "", new ImageBuildRequest.Reuse(true, Duration.ofDays(1), true)));
        assertThat(run.events(Remark.class)).isNotEmpty().allSatisfy(one -> assertThat(one.subject())
                .startsWith("s0: "));
        assertThat(run.log()).contains("s0: content key of s0: layers: ");
    }

    @Test
    void refusesToBuildMoreAtATimeThanAMachineBears() {
        assertThatThrownBy(() -> new ImageBuilds(run.context(), 0)).hasMessageContaining("from 1 to 32");
        assertThatThrownBy(() -> new ImageBuilds(run.context(), 33)).hasMessageContaining("from 1 to 32");
    }
}
