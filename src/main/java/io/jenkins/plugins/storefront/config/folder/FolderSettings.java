package io.jenkins.plugins.storefront.config.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.ItemGroup;
import io.jenkins.plugins.storefront.config.LocalSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;

/** What folders of the Folders plugin say, multibranch projects and organisation folders among them. */
@Extension(optional = true)
public final class FolderSettings implements LocalSettings {
    @Override
    public Settings of(ItemGroup<?> group) {
        StorefrontFolderProperty property = group instanceof AbstractFolder<?> folder
                ? folder.getProperties().get(StorefrontFolderProperty.class)
                : null;
        return property == null ? Settings.empty() : property.toSettings();
    }
}
