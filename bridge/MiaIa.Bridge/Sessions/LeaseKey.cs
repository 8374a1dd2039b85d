namespace MiaIa.Bridge.Sessions;

/// <summary>What only one study may publish.</summary>
/// <param name="Instrument">ES, MES, …</param>
/// <param name="Account">The trade account; empty when none is selected.</param>
internal readonly record struct LeaseKey(string Instrument, string Account)
{
    public override string ToString() => Account.Length == 0 ? Instrument : $"{Instrument} of account {Account}";
}
