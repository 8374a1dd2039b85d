namespace MiaIa.Ibkr.Connection;

/// <summary>What moves a session on.</summary>
public enum ConnectionStep
{
    /// <summary>The user opens it.</summary>
    Open,

    /// <summary>TCP is connected and the hello sent.</summary>
    HelloSent,

    /// <summary>The Gateway named another address.</summary>
    Redirected,

    /// <summary>The server version is one that is read.</summary>
    VersionAccepted,

    /// <summary>Accounts and first id are there.</summary>
    BecameReady,

    /// <summary>Code 1100.</summary>
    LinkLost,

    /// <summary>Code 1101: the subscriptions are gone.</summary>
    LinkBackDataLost,

    /// <summary>Code 1102: the subscriptions live.</summary>
    LinkBackDataKept,

    /// <summary>Whatever ends a session.</summary>
    End,
}
