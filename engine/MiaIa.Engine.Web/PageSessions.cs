using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Engine.Web;

/// <summary>
/// Lets browsers in. An invitation is good for one browser within a minute, and buys it a key that lasts thirty days. A key is signed with the
/// token of its role, so that an engine that was started anew still knows it, and another token makes every key of it worthless.
/// </summary>
public sealed class PageSessions
{
    /// <summary>How long an invitation waits to be used.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromSeconds(60);

    private const int WaitingMax = 16;
    private const int RandomBytes = 32;
    private const string Scheme = "Bearer ";
    private const string Purpose = "miaia page 1 ";
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(30);
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly AccessTokens _tokens;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, AccessRole Role, DateTimeOffset Until)> _waiting = [];

    /// <summary>Knows the keys that the tokens of this user have signed.</summary>
    public PageSessions(AccessTokens tokens, TimeProvider time)
    {
        _tokens = tokens;
        _time = time;
    }

    /// <summary>A new invitation. Of many that nobody uses the oldest goes.</summary>
    public string Invite(AccessRole role)
    {
        var invitation = RandomNumberGenerator.GetHexString(2 * RandomBytes, lowercase: true);
        lock (_gate)
        {
            Forget();
            if (_waiting.Count == WaitingMax)
                _waiting.RemoveAt(0);
            _waiting.Add((HashOf(invitation), role, _time.GetUtcNow() + InvitationLife));
        }

        return invitation;
    }

    /// <summary>Takes an invitation once, and gives a key for it.</summary>
    public bool TryEnter(string invitation, [NotNullWhen(true)] out string? key)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        var hash = HashOf(invitation);
        lock (_gate)
        {
            Forget();
            // Hashes are compared, and in a time that says nothing: whoever guesses learns nothing of how near the guess was.
            var place = _waiting.FindIndex(one => CryptographicOperations.FixedTimeEquals(one.Hash, hash));
            key = place < 0 ? null : KeyFor(_waiting[place].Role);
            if (place >= 0)
                _waiting.RemoveAt(place);
        }

        return key is not null;
    }

    /// <summary>The role that a call's header proves; null when it proves none.</summary>
    public AccessRole? RoleOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = authorization[Scheme.Length..].Split('.');
        if (parts.Length != 4 || parts[1].Length is 0 or > 12 || parts[1].AsSpan().ContainsAnyExcept(Digits))
            return null;
        AccessRole? role = parts[0] switch
        {
            "watch" => AccessRole.Watch,
            "operate" => AccessRole.Operate,
            _ => null,
        };
        if (role is not { } known)
            return null;

        var signature = Encoding.ASCII.GetBytes(Sign(known, $"{parts[0]}.{parts[1]}.{parts[2]}"));
        var isOurs = CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(parts[3]));
        var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        return isOurs && _time.GetUtcNow() < until ? known : null;
    }

    private string KeyFor(AccessRole role)
    {
        var until = (_time.GetUtcNow() + KeyLife).ToUnixTimeSeconds();
        var random = RandomNumberGenerator.GetHexString(RandomBytes, lowercase: true);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(role == AccessRole.Operate ? "operate" : "watch")}.{until}.{random}");
        return $"{text}.{Sign(role, text)}";
    }

    private string Sign(AccessRole role, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_tokens[role].Bytes, Encoding.ASCII.GetBytes(Purpose + text)));

    private static byte[] HashOf(string invitation) => SHA256.HashData(Encoding.UTF8.GetBytes(invitation));

    private void Forget()
    {
        var now = _time.GetUtcNow();
        _waiting.RemoveAll(one => one.Until <= now);
    }
}
