namespace MiaIa.Alerts;

/// <summary>Why an alert is told.</summary>
public enum NoticeCause
{
    /// <summary>It began, or began again.</summary>
    Raised,

    /// <summary>It is still so, and nobody has acknowledged it.</summary>
    Reminded,

    /// <summary>It has become more serious.</summary>
    Escalated,

    /// <summary>It is over.</summary>
    Resolved,

    /// <summary>Nobody knows any more whether it is so.</summary>
    Expired,
}
