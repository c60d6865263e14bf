namespace Portal.Domain.Conversations;

/// <summary>How pressing a conversation is, in rising order.</summary>
public enum PriorityLevel { Low, Normal, High, Urgent }

/// <summary>What has been said about a conversation's promises, so that nothing is said twice, and how they ended.</summary>
[Flags]
public enum ServiceMarks
{
    None = 0,
    AnswerWarned = 1,
    AnswerLate = 2,
    ResolutionWarned = 4,
    ResolutionLate = 8,

    /// <summary>There was a promise for the first answer, and <see cref="FirstLate"/> says whether it was broken.</summary>
    FirstMeasured = 16,
    FirstLate = 32,

    /// <summary>There was a promise for the resolution, and <see cref="ResolvedLate"/> says whether it was broken.</summary>
    ResolvedMeasured = 64,
    ResolvedLate = 128,
}
