namespace MiaIa.Engine.Accounts;

/// <summary>What the ledger knows of an instrument.</summary>
/// <param name="Name">Such as ES.</param>
/// <param name="TickValueCents">What one tick of one contract is worth: ES 1250, MES 125, NQ 500, MNQ 50.</param>
/// <param name="MarginCents">What one contract binds, ≥ 0. Seed: 1,300,000 for ES.</param>
/// <param name="Fees">By date.</param>
public sealed record AccountInstrument(string Name, int TickValueCents, long MarginCents, FeeTable Fees)
{
    private const long MarginCentsMax = 100_000_000;

    // The largest price times the largest size times this stays within a long.
    private const int TickValueCentsMax = 100_000;

    /// <summary>Checks the figures.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it and its value.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new ArgumentException("an instrument of the account needs a name", nameof(Name));
        if (TickValueCents is < 1 or > TickValueCentsMax)
        {
            throw new ArgumentException(
                $"TickValueCents {TickValueCents} of {Name} is not within 1 to {TickValueCentsMax}",
                nameof(TickValueCents)
            );
        }

        if (MarginCents is < 0 or > MarginCentsMax)
            throw new ArgumentException($"MarginCents {MarginCents} of {Name} is not within 0 to {MarginCentsMax}", nameof(MarginCents));
    }
}
