/** Characters of the name of an ACL, with the `!` before it: Squid 5.7 refuses 64 (`ACL_NAME_SZ` with its final zero); 2026-11. */
export const ACL_NAME_LENGTH = 62;

/** Values that stand in squid.conf itself; a longer list has a file of its own, so that the rules stay readable. */
export const VALUES_IN_LINE = 16;
