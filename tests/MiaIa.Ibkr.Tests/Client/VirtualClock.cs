using Microsoft.Extensions.Time.Testing;

namespace MiaIa.Ibkr.Tests.Client;

/// <summary>A clock that stands until it is moved, by seconds as the scripts of these tests have them.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>A Tuesday in the regular session: 11:00 New York.</summary>
    public VirtualClock()
        : this(new DateTimeOffset(2026, 1, 6, 16, 0, 0, TimeSpan.Zero)) { }

    public TimeSpan Passed => GetUtcNow() - Start;

    public void Move(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}
