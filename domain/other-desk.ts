/** Another desk than ours: the queue of what waits there, the owner of what somebody there took, and where the outbox sends it. */
export const OTHER_DESK = 'other-desk'
