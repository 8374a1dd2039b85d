using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>
/// Birth, life, end and re-arming of the signals of one instrument, as the "Signal" section of confluence.md has them.
/// At most one signal is alive: a score has one sign.
/// </summary>
internal sealed class SignalLife
{
    private const long NotHeld = -1;

    private readonly TierTable _tiers;
    private readonly SignalSizing _sizing;
    private readonly long _holdNanos;
    private readonly long _liveNanos;
    private readonly long _rearmNanos;
    private readonly long _rearmNano;
    private readonly long _lowestNano;
    private readonly long[] _heldSince = [NotHeld, NotHeld, NotHeld, NotHeld, NotHeld, NotHeld];
    private Arming _long = Arming.Initial;
    private Arming _short = Arming.Initial;
    private Direction _heldDirection;
    private bool _isHolding;

    /// <exception cref="ArgumentException">A time or margin is out of range.</exception>
    internal SignalLife(SignalOptions options, TierTable tiers, SignalSizing sizing)
    {
        if (options.HoldMillis < 0 || options.TimeToLiveSeconds < 1 || options.RearmSeconds < 0)
        {
            throw new ArgumentException(
                $"hold {options.HoldMillis} ms, time to live {options.TimeToLiveSeconds} s and re-arm {options.RearmSeconds} s must not be negative, the second at least 1",
                nameof(options)
            );
        }

        if (
            options.EndMargin is not (>= 0 and < 1)
            || options.RearmMargin is not (>= 0 and < 1)
            || options.DemotionMargin is not (>= 0 and < 1)
        )
        {
            throw new ArgumentException(
                $"end margin {options.EndMargin}, re-arm margin {options.RearmMargin} and demotion margin {options.DemotionMargin} must be within 0 to 1",
                nameof(options)
            );
        }

        _tiers = tiers;
        _sizing = sizing;
        _holdNanos = options.HoldMillis * UnixNanos.PerMilli;
        _liveNanos = options.TimeToLiveSeconds * UnixNanos.PerSecond;
        _rearmNanos = options.RearmSeconds * UnixNanos.PerSecond;
        _lowestNano = tiers.LimitNano(sizing.LowestTradeable);
        EndNano = _lowestNano - (long)Math.Round(options.EndMargin * ConfluenceSnapshot.One);
        DemotionNano = (long)Math.Round(options.DemotionMargin * ConfluenceSnapshot.One);
        _rearmNano = _lowestNano - (long)Math.Round(options.RearmMargin * ConfluenceSnapshot.One);
    }

    /// <summary>Direction of the signal that is alive; none when there is none.</summary>
    internal Direction Alive { get; private set; }

    /// <summary>Its tier; after the end the last one.</summary>
    internal Tier Tier { get; private set; }

    internal UnixNanos BornAt { get; private set; }

    /// <summary>A signal ends when C in its direction is below this, in units of 1e-9.</summary>
    internal long EndNano { get; }

    /// <summary>A living signal loses a tier when C in its direction is this far below the tier's limit, in units of 1e-9.</summary>
    internal long DemotionNano { get; }

    /// <summary>Why the last signal ended.</summary>
    internal EndCause EndedBecause { get; private set; }

    /// <summary>How long the lowest tradeable tier has held in the score's direction, in nanoseconds; 0 when it does not.</summary>
    internal long HeldNanos(UnixNanos now)
    {
        var since = _heldSince[(int)_sizing.LowestTradeable];
        return since == NotHeld ? 0 : now.Value - since;
    }

    /// <summary>Whether it has held long enough.</summary>
    internal bool IsHeld(UnixNanos now) => HeldTier(now) != Tier.None;

    /// <summary>Whether a signal of a direction may follow the last one.</summary>
    internal bool IsArmed(Direction direction, UnixNanos now) => (direction == Direction.Short ? _short : _long).Allows(now, _rearmNanos);

    /// <summary>Takes the next moment and says what it did to a signal.</summary>
    internal SignalEvent Step(in SignalInput input)
    {
        var isGood = input.HasCoverage && input.HasFreshFeeds;
        var direction =
            input.ScoreNano > 0 ? Direction.Long
            : input.ScoreNano < 0 ? Direction.Short
            : Direction.None;
        // Nearly always nothing holds and nothing begins to.
        if (_isHolding || Math.Abs(input.ScoreNano) >= _lowestNano)
            Hold(input, isGood, isSame: direction == _heldDirection);
        _heldDirection = direction;
        var happened = Alive == Direction.None ? TryBear(input, isGood) : Live(input);
        if (isGood)
            Rearm(input.ScoreNano);
        return happened;
    }

    // A tier holds from the first moment at which C met its limit and nothing stood against a birth.
    private void Hold(in SignalInput input, bool isGood, bool isSame)
    {
        var grade = isGood && input.MayBeBorn ? _tiers.Grade(Math.Abs(input.ScoreNano)) : Tier.NoTrade;
        if (grade < _sizing.LowestTradeable && !_isHolding)
            return;
        _isHolding = grade >= _sizing.LowestTradeable;
        for (var tier = (int)_sizing.LowestTradeable; tier <= (int)Tier.Premium; tier++)
        {
            if (tier > (int)grade)
                _heldSince[tier] = NotHeld;
            else if (!isSame || _heldSince[tier] == NotHeld)
                _heldSince[tier] = input.Now.Value;
        }
    }

    private SignalEvent TryBear(in SignalInput input, bool isGood)
    {
        if (!_isHolding || !isGood || !input.MayBeBorn || !input.LevelsStand)
            return SignalEvent.None;
        var held = HeldTier(input.Now);
        if (held == Tier.None || !IsArmed(_heldDirection, input.Now))
            return SignalEvent.None;
        Alive = _heldDirection;
        Tier = held;
        BornAt = input.Now;
        EndedBecause = EndCause.None;
        ArmingOf(Alive).Disarm();
        return SignalEvent.Born;
    }

    private SignalEvent Live(in SignalInput input)
    {
        var along = Along(Alive, input.ScoreNano);
        var cause =
            !input.HasFreshFeeds ? EndCause.Stale
            : !input.HasCoverage ? EndCause.Coverage
            : along < 0 ? EndCause.Flipped
            : along < EndNano ? EndCause.Weakened
            : input.Now - BornAt >= _liveNanos ? EndCause.Expired
            : EndCause.None;
        if (cause != EndCause.None)
        {
            EndedBecause = cause;
            ArmingOf(Alive).EndedAt = input.Now;
            Alive = Direction.None;
            return SignalEvent.Ended;
        }

        var kept = KeptTier(along);
        if (kept < Tier)
        {
            Tier = kept;
            return SignalEvent.Demoted;
        }

        var held = HeldTier(input.Now);
        if (held <= Tier)
            return SignalEvent.None;
        Tier = held;
        return SignalEvent.Raised;
    }

    // The highest tier whose limit, less the margin, C still meets: whatever way C came here, a signal has at most this tier.
    private Tier KeptTier(long along) => (Tier)Math.Max((int)_tiers.Grade(along + DemotionNano), (int)_sizing.LowestTradeable);

    private void Rearm(long scoreNano)
    {
        if (Alive != Direction.Long && scoreNano < _rearmNano)
            _long.Rearm();
        if (Alive != Direction.Short && -scoreNano < _rearmNano)
            _short.Rearm();
    }

    // The highest tier that has held long enough; none when not even the lowest tradeable one has.
    private Tier HeldTier(UnixNanos now)
    {
        for (var tier = (int)Tier.Premium; tier >= (int)_sizing.LowestTradeable; tier--)
        {
            if (_heldSince[tier] != NotHeld && now.Value - _heldSince[tier] >= _holdNanos)
                return (Tier)tier;
        }

        return Tier.None;
    }

    private ref Arming ArmingOf(Direction direction) => ref direction == Direction.Short ? ref _short : ref _long;

    private static long Along(Direction direction, long scoreNano) => direction == Direction.Short ? -scoreNano : scoreNano;

    /// <summary>Whether a direction may have its next signal.</summary>
    private struct Arming
    {
        private bool _isArmed;

        internal static Arming Initial => new() { _isArmed = true };

        /// <summary>When its last signal ended; the default before the first.</summary>
        internal UnixNanos EndedAt { get; set; }

        internal readonly bool Allows(UnixNanos now, long rearmNanos) => _isArmed && (EndedAt.Value == 0 || now - EndedAt >= rearmNanos);

        internal void Disarm() => _isArmed = false;

        internal void Rearm() => _isArmed = true;
    }
}
