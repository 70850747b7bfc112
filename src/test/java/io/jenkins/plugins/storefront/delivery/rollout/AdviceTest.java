package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AdviceTest {
    @Test
    void everyCodeIsInTheGuidesTable() throws Exception {
        String guide = Files.readString(Path.of("docs/rollouts.md"));
        String table = guide.substring(guide.indexOf("## Troubleshooting by message"));
        assertThat(Advice.codes()).isNotEmpty().allSatisfy(code -> assertThat(table)
                .contains("`" + code + "`"));
    }
}
