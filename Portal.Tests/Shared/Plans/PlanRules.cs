namespace Portal.Tests.Shared.Plans;

/// <summary>What a plan may do, and why it stays cheap however much history there is.</summary>
public static class PlanRules
{
    /// <summary>Tables that an admin fills by hand: as many rows as there are queues, inboxes, people and machines at work. They may be read whole.</summary>
    public static readonly IReadOnlySet<string> Small = new HashSet<string>
    {
        "Queues",
        "Skills",
        "QueueMembers",
        "TeamMarks", // one for each member
        "Inboxes",
        "Agents",
        "Nodes",
        "Tiers",
        "Calendars",
        "ServicePolicies",
        "TriageVersions",
        "TrafficRuns",
        "RoutingSettings",
        "Surges", // a supervisor begins a few a week
    };

    /// <summary>Indexes that hold nothing but what waits for something now.</summary>
    public static readonly IReadOnlySet<string> SmallIndexes = new HashSet<string>
    {
        "IX_Conversations_QueueId_QueuedAt",
        "IX_Conversations_QueueId_CountsFrom",
        "IX_Conversations_OfferExpiresAt",
        "IX_Conversations_SnoozedUntil",
        "IX_Conversations_WrapUpUntil",
        "IX_Conversations_AssigneeId_WrapUpUntil",
        "IX_Conversations_AlarmAt",
        "IX_Conversations_HeldUntil",
        "IX_EscalationCases_QueueId_AcceptBy",
        "IX_EscalationCases_AcceptBy",
        "IX_Commitments_UserId_OpenUntil",
        "IX_Consults_LapsesAt",
        "IX_Mentions_Unseen",
        "IX_ProblemDeliveries_DueAt",
        "IX_Whispers_AgentId_UnseenSince",
        "IX_Problems_Open",
        "IX_Conversations_SimulatedAt", // one demo's, until it is removed
        "IX_Customers_SimulatedAt",
    };

    /// <summary>
    /// How rows of the tables that grow may be found: by the first columns of an index, as SQLite writes them. Everything
    /// else, such as an agent's or a queue's conversations of all times, grows with the history.
    /// </summary>
    public static readonly ILookup<string, string> Bounded = new (string Table, string Columns)[]
    {
        ("Conversations", "Id=?"),
        ("Conversations", "CustomerId=?"), // one person's
        ("Conversations", "Status=?"), // open or asleep: IsOpen is checked too
        ("Conversations", "AssigneeId=? AND Status=?"),
        ("Conversations", "QueueId=? AND QueuedAt>?"), // those who wait
        ("Conversations", "QueueId=? AND QueuedAt<?"),
        ("Conversations", "QueueId=? AND CountsFrom>?"),
        ("Conversations", "QueueId=? AND CountsFrom<?"),
        ("Conversations", "QueueId=? AND ResolvedAt>?"), // newest first, up to the limit
        ("Conversations", "ResolvedAt>?"),
        ("Conversations", "OfferExpiresAt<?"),
        ("Conversations", "SnoozedUntil<?"),
        ("Conversations", "AssigneeId=? AND WrapUpUntil>?"),
        ("Conversations", "WrapUpUntil<?"),
        ("Conversations", "WrapUpUntil>?"), // what somebody has just resolved
        ("Conversations", "AlarmAt<?"),
        ("Conversations", "HeldUntil<?"),
        ("Conversations", "SimulatedAt>?"), // what the demo began, oldest first, up to the limit
        ("Conversations", "CreatedAt<?"), // newest first, up to the limit of a dry run
        ("Conversations", "CreatedAt>?"), // the hours that the board shows
        ("Conversations", "FirstResponseAt>?"),
        ("Entries", "ConversationId=?"), // from a sequence on, or the newest
        ("Entries", "ClientMessageId=?"),
        ("Entries", "AttachmentId=?"), // the one that sent a file
        ("ReadMarks", "ConversationId=?"),
        ("RoutingDecisions", "ConversationId=?"),
        ("TriageRecords", "ConversationId=?"),
        ("NodeNews", "NodeId=?"), // a minute of one node
        ("NodeNews", "NodeId=? AND Beat>?"),
        ("NodeNews", "NodeId=? AND Beat<?"),
        ("Commitments", "Id=?"),
        ("Commitments", "ConversationId=? AND Sequence=?"),
        ("Commitments", "ConversationId=?"), // what belongs to a removed conversation
        ("Commitments", "UserId=? AND OpenUntil>?"), // what one person has still to keep
        ("EscalationCases", "Id=?"),
        ("EscalationCases", "ConversationId=?"),
        ("EscalationCases", "OpenFor=?"),
        ("EscalationCases", "AcceptBy<?"), // those that wait for acceptance
        ("EscalationCases", "QueueId=? AND AcceptBy>?"),
        ("EscalationCases", "AcceptedAt<?"), // those that are on their way over
        ("EscalationCases", "HandedOverAt>?"), // those that have not been measured
        ("EscalationCases", "AskedAt>?"), // newest first, up to the limit
        ("TierRequests", "CaseId=?"), // as many as there are tiers
        ("TierRequests", "CaseId=? AND Number=?"),
        ("TierRequests", "AskedAt>?"), // the days that are measured
        ("Attachments", "Id=?"),
        ("Attachments", "ConversationId=?"),
        ("Attachments", "UploadedAt>? AND UploadedAt<?"), // a month's, oldest first, up to the limit
        ("Customers", "Id=?"),
        ("Customers", "SimulatedAt<?"), // those whom the demo made
        ("Customers", "IdentifiedBy=? AND ExternalId=?"),
        ("Customers", "NameKey>? AND NameKey<?"), // up to the limit of a search
        ("Customers", "EmailKey>? AND EmailKey<?"),
        ("Mentions", "ConversationId=?"),
        ("Mentions", "UserId=?"), // the newest, or those not seen
        ("Mentions", "UserId=? AND ConversationId=?"),
        ("Mentions", "UserId=? AND ConversationId=? AND Sequence=?"),
        ("Mentions", "UserId=? AND ConversationId=? AND Sequence<?"),
        ("Followers", "ConversationId=?"),
        ("Followers", "ConversationId=? AND UserId=?"),
        ("Followers", "UserId=?"), // those followed last
        ("Consults", "Id=?"),
        ("Consults", "ConversationId=?"),
        ("Consults", "LapsesAt>?"), // those that are alive
        ("Consults", "LapsesAt<?"),
        ("Whispers", "Id=?"),
        ("Whispers", "ConversationId=?"),
        ("Whispers", "AgentId=? AND UnseenSince>?"), // what one agent has not seen
        ("TeamMessages", "Id=?"),
        ("TeamMessages", "QueueId=? AND At<?"),
        ("TeamMessages", "QueueId=? AND At>?"), // what a member has not read, up to the limit
        ("TeamMessages", "QueueId=?"), // what its people said goes with a queue
        ("PresenceChanges", "Id=?"),
        ("PresenceChanges", "At>?"), // newest first, up to the limit
        ("PresenceChanges", "At<?"), // oldest first, up to the limit
        ("Problems", "Id=?"),
        ("Problems", "OpenedAt>?"), // newest first, up to the limit
        ("ProblemLinks", "ProblemId=?"),
        ("ProblemLinks", "ProblemId=? AND ConversationId=?"),
        ("ProblemLinks", "ConversationId=?"),
        ("ProblemUpdates", "Id=?"),
        ("ProblemUpdates", "ProblemId=?"),
        ("ProblemDeliveries", "ConversationId=?"),
        ("ProblemDeliveries", "UpdateId=?"),
        ("ProblemDeliveries", "DueAt<?"), // those that wait: its index has no others
        ("ProblemDeliveries", "UpdateId=? AND ConversationId=?"),
    }.ToLookup(b => b.Table, b => b.Columns);

    /// <summary>Sorted after they were found, and why that is little.</summary>
    private static readonly (string Path, string Why)[] MaySort =
    [
        ("IRoutingStore.ListSkillsAsync", "at most two hundred"),
        ("IConversationStore.ListAsync: Mine", "one agent's open and sleeping conversations"),
        ("IConversationStore.ListAsync: Unassigned, few found", "conversations of at most a thousand customers"),
        ("IConversationStore.ListAsync: AllOpen, few found", "conversations of at most a thousand customers"),
        ("IConversationStore.ListAsync: Resolved, few found", "conversations of at most a thousand customers"),
        ("IConversationStore.ListAsync: Unassigned, many found", "at most the few thousand that were gone through"),
        ("IConversationStore.ListAsync: AllOpen, many found", "at most the few thousand that were gone through"),
        ("IConversationStore.ListAsync: Resolved, many found", "at most the few thousand that were gone through"),
        ("IConversationStore.ListOfCustomerAsync", "one customer's conversations"),
        ("IConversationStore.FindRowAsync", "one conversation"),
        ("IConversationStore.ReadReceiptsAsync", "the marks of one conversation"),
        ("IRoutingStore.ListQueuesAsync", "queues"),
        ("IRoutingStore.ListDecisionsAsync", "what was decided about one conversation"),
        ("IRoutingStore.ListAgentsAsync", "people at work"),
        ("ITriageStore.FindRecordAsync", "what was tried for one conversation"),
        ("IInboxStore.ListAsync", "inboxes"),
        ("IEscalationStore.ListTiersAsync", "tiers"),
        ("IEscalationStore.ListAskedAsync", "what waits for acceptance"),
        ("IEscalationStore.TallyAsync", "the requests of a week, counted together"),
        ("IEscalationStore.AskedAgainAsync", "the measured cases of a week, counted together"),
        ("IServiceLevelStore.ReadAsync", "policies, calendars and queues"),
        ("ICollaborationStore.ListLiveConsultsAsync", "the consults of one conversation"),
    ];

    public static bool SortsLittle(string path) => MaySort.Any(m => path.StartsWith(m.Path, StringComparison.Ordinal));
}
