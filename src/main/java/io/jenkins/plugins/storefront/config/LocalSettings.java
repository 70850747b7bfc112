package io.jenkins.plugins.storefront.config;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import jenkins.model.Jenkins;

/** Settings that apply to the items of a group, such as a folder's, before the admin's. */
public interface LocalSettings extends ExtensionPoint {
    /** What this group itself says; empty where it says nothing. */
    Settings of(ItemGroup<?> group);

    /** What applies to items of the group: its own, then its parents', then the admin's. */
    static Settings around(ItemGroup<?> group) {
        return group instanceof Jenkins ? own(group) : own(group).over(above(group));
    }

    /** What is said in the group itself; Jenkins' own page for Jenkins. */
    static Settings own(ItemGroup<?> group) {
        if (group instanceof Jenkins) {
            return StorefrontConfiguration.get().toSettings();
        }
        Settings found = Settings.empty();
        for (LocalSettings one : ExtensionList.lookup(LocalSettings.class)) {
            found = found.over(one.of(group));
        }
        return found;
    }

    /** What is said above the group: by the groups that it is in, and by the admin. */
    static Settings above(ItemGroup<?> group) {
        return group instanceof Item item ? around(item.getParent()) : Settings.empty();
    }
}
