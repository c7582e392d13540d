namespace GameServer.Host.LiveContent;

/// <summary>A version on trial.</summary>
/// <param name="Version">16 hexadecimal digits.</param>
/// <param name="Percent">Its share.</param>
/// <param name="Of">Of what: rooms or players.</param>
internal sealed record ContentStageView(string Version, double Percent, string Of);
