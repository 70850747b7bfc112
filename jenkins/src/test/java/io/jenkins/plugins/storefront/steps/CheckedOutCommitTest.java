package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import hudson.scm.NullSCM;
import hudson.scm.SCMDescriptor;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** A scripted Pipeline's steps have no variables of its checkout, and yet releases are of a commit. */
@WithJenkins
class CheckedOutCommitTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void isToldWhereTheStepsHaveNoVariableOfIt() throws Exception {
        assertThat(Pipelines.run(j, "scripted", Result.SUCCESS, """
                node {
                    checkout([$class: 'RepositoryOfTest'])
                    echo "variable: ${env.GIT_COMMIT}"
                }
                emailNotify to: 'team@example.com'
                """)).contains("variable: null");
        assertThat(SANDBOX.mail().messages()).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("Commit: 0123456789ab"));
    }

    /** Has one commit and no file. */
    public static final class RepositoryOfTest extends NullSCM {
        @DataBoundConstructor
        public RepositoryOfTest() {}

        @Override
        public void buildEnvironment(Run<?, ?> build, Map<String, String> env) {
            env.put("GIT_COMMIT", COMMIT);
        }

        /** Names it. */
        @TestExtension
        public static final class DescriptorImpl extends SCMDescriptor<RepositoryOfTest> {
            public DescriptorImpl() {
                super(null);
            }
        }
    }
}
