package io.jenkins.plugins.storefront.config.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.storefront.config.ClusterConnection;
import io.jenkins.plugins.storefront.config.ReleaseEnvironment;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Folders add to what the admin configured. */
@WithJenkins
class FolderSettingsTest {
    private JenkinsRule j;
    private Folder shop;
    private Folder team;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        StorefrontConfiguration.get()
                .setEnvironments(List.of(environment("production", "admins"), environment("staging", "admins")));
        StorefrontConfiguration.get().setClusters(List.of(new ClusterConnection("admins")));
        shop = j.createProject(Folder.class, "shop");
        team = shop.createProject(Folder.class, "team");
        StorefrontFolderProperty ofShop = new StorefrontFolderProperty();
        ofShop.setEnvironments(List.of(environment("staging", "shops"), environment("test", "shops")));
        shop.addProperty(ofShop);
        StorefrontFolderProperty ofTeam = new StorefrontFolderProperty();
        ofTeam.setEnvironments(List.of(environment("test", "teams")));
        ofTeam.setClusters(List.of(new ClusterConnection("teams")));
        team.addProperty(ofTeam);
    }

    @Test
    void theNearestFoldersWordCounts() throws Exception {
        Settings inTeam = StorefrontConfiguration.get().settingsFor(team);
        assertThat(inTeam.environment("test").cluster()).isEqualTo("teams");
        assertThat(inTeam.environment("staging").cluster()).isEqualTo("shops");
        assertThat(inTeam.environment("production").cluster()).isEqualTo("admins");

        Settings inShop = StorefrontConfiguration.get().settingsFor(shop);
        assertThat(inShop.environment("test").cluster()).isEqualTo("shops");
        assertThat(StorefrontConfiguration.get().settingsFor(j.jenkins).environments())
                .hasSize(2);
    }

    @Test
    void theFolderFormGivesBackWhatItShows() throws Exception {
        Settings before = StorefrontConfiguration.get().settingsFor(team);
        j.configRoundtrip(team);
        assertThat(StorefrontConfiguration.get().settingsFor(team)).isEqualTo(before);
    }

    @Test
    void aFolderDoesNotLendItsJobsTheControllersOwnAccount() throws Exception {
        WorkflowJob job = team.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition(
                "clusterRollout cluster: 'teams', text: '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}'",
                true));
        j.assertLogContains(
                "only an admin may let jobs use the account that this controller itself has",
                j.buildAndAssertStatus(hudson.model.Result.FAILURE, job));
    }

    private static ReleaseEnvironment environment(String name, String cluster) {
        ReleaseEnvironment environment = new ReleaseEnvironment(name);
        environment.setCluster(cluster);
        return environment;
    }
}
