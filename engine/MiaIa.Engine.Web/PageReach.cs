using System.Globalization;
using System.Net;
using MiaIa.Hosting.Callers;
using Microsoft.AspNetCore.Http;

namespace MiaIa.Engine.Web;

/// <summary>
/// From where a page is reached. On its own machine: in the clear, under the names that every machine has for itself. Elsewhere: by TLS, under names
/// that were listed beforehand, and with patience, since an address that asks without end is no browser.
/// </summary>
public sealed class PageReach
{
    private const int AddressesMax = 4_096;

    // A key that counts no more is shown by each tab of a browser once or twice before the page says so.
    private const int UnprovenAtOnce = 32;

    // A page is a dozen files, and somebody opens all the tabs of yesterday.
    private const int FilesPerSecond = 20;
    private const int FilesAtOnce = 400;

    private readonly IReadOnlyList<string>? _names;
    private readonly CallAllowance? _files;
    private readonly CallAllowance? _proven;
    private readonly CallAllowance? _unproven;

    private PageReach() { }

    private PageReach(IReadOnlyList<string> names, int callsPerSecond, TimeProvider time)
    {
        _names = names;
        _files = new(FilesPerSecond, FilesAtOnce, AddressesMax, time);
        _proven = new(callsPerSecond, 2 * callsPerSecond, AddressesMax, time);
        _unproven = new(1, UnprovenAtOnce, AddressesMax, time);
    }

    /// <summary>From its own machine alone.</summary>
    public static PageReach ThisMachine { get; } = new();

    /// <summary>From other machines, too.</summary>
    /// <param name="names">By which it is called: names of DNS and addresses of IPv4, at least one.</param>
    /// <param name="callsPerSecond">Of one address; twice as many at once.</param>
    /// <param name="time">The clock.</param>
    public static PageReach Elsewhere(IReadOnlyList<string> names, int callsPerSecond, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfZero(names.Count);
        return new(names, callsPerSecond, time);
    }

    /// <summary>Of its addresses.</summary>
    public string Scheme => _names is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    internal int DefaultPort => _names is null ? 80 : 443;

    internal string OtherName =>
        _names is null ? "this page answers to the names of this machine only" : "this page answers to the names of Page:Hosts only";

    internal bool IsName(string host) =>
        _names is null
            ? host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            : _names.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the page may connect to beside itself, in the words of its policy.</summary>
    internal string PlacesOf(int port) =>
        string.Join(
            ' ',
            (_names ?? ["127.0.0.1", "localhost"]).Select(name => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{name}:{port}"))
        );

    internal bool MayLoad(HttpContext call) => _files?.TryTake(AddressOf(call)) ?? true;

    internal bool MayCall(HttpContext call) => _proven?.TryTake(AddressOf(call)) ?? true;

    internal bool IsAnswered(HttpContext call) => _unproven?.TryTake(AddressOf(call)) ?? true;

    private static IPAddress AddressOf(HttpContext call) => call.Connection.RemoteIpAddress ?? IPAddress.None;
}
