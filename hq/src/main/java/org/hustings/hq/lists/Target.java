package org.hustings.hq.lists;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Where an import goes: a list of a campaign, with the numbers its new people get. Of a dry run the numbers are of
/// nobody. Used by one thread.
final class Target {

    /// The sequence's increment: numbers are taken a block at a time.
    private static final int BLOCK = 1_000;
    private static final int BLOCKS_MAX = 100;
    /// Beyond every number there is.
    private static final long DRY = 1L << 62;

    private final Handle handle;
    private final String campaign;
    private final long list;
    private final boolean isDry;
    private final boolean isAnyKnown;
    private final long firstNum;
    private long[] blocks;
    private int block;
    private int next;

    Target(Handle handle, String campaign, long list, boolean isDry) {
        this.handle = handle;
        this.campaign = campaign;
        this.list = list;
        this.isDry = isDry;
        this.isAnyKnown = isAnyKnown(handle, campaign);
        this.blocks = isDry ? new long[] {DRY} : take(1);
        this.firstNum = blocks[0];
    }

    /// People come by imports only.
    private static boolean isAnyKnown(Handle handle, String campaign) {
        return handle.createQuery("""
                        select exists (select from imports i join lists l on l.id = i.list
                                        where l.campaign = :campaign and i.rows_added > 0)""")
                .bind("campaign", campaign)
                .mapTo(Boolean.class)
                .one();
    }

    Handle handle() {
        return handle;
    }

    /// The same, if anything may be written.
    @Nullable
    Handle writable() {
        return isDry ? null : handle;
    }

    String campaign() {
        return campaign;
    }

    long list() {
        return list;
    }

    /// Whether there was anybody in the campaign before.
    boolean isAnyKnown() {
        return isAnyKnown;
    }

    /// Everybody and every unit of this import has this number or a greater one.
    long firstNum() {
        return firstNum;
    }

    /// The last number that was given.
    long lastNum() {
        return next == 0 ? firstNum - 1 : blocks[block] + next - 1;
    }

    /// Whether the next number must be asked of the database, whose connection has to be at rest for it.
    boolean needsNums() {
        return !isDry && next == BLOCK && block == blocks.length - 1;
    }

    long nextNum() {
        if (needsNums()) {
            blocks = take(Math.min(BLOCKS_MAX, blocks.length * 10));
            block = 0;
            next = 0;
        } else if (!isDry && next == BLOCK) {
            block++;
            next = 0;
        }
        return blocks[block] + next++;
    }

    private long[] take(int count) {
        return handle
                .createQuery("select nextval('contact_nums') from generate_series(1, :count)")
                .bind("count", count)
                .mapTo(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
