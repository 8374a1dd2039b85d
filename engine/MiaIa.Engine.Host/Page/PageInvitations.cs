using MiaIa.Hosting.Credentials;

namespace MiaIa.Engine.Host.Page;

/// <summary>Makes links to the page; null where there is no page.</summary>
internal sealed class PageInvitations
{
    private volatile Func<AccessRole, string>? _make;

    /// <summary>The page is served from now on, or no more.</summary>
    internal void Serve(Func<AccessRole, string>? make) => _make = make;

    internal string? For(AccessRole role) => _make?.Invoke(role);
}
