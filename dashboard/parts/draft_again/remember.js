/* Keeps in a cookie, until the browser is closed, which drafts were worked on in it: the newest
   first, each by its id. Another tab may have written to it meanwhile. */
export default function remember({ data: { cookie, draft, most } }) {
  const written = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`)) ?? ""
  const others = written.slice(cookie.length + 1).split(".").filter((id) => id && id !== draft)
  const secure = location.protocol === "https:" ? "; Secure" : ""
  const drafts = [draft, ...others].slice(0, most).join(".")
  document.cookie = `${cookie}=${drafts}; Path=/; SameSite=Strict${secure}`
}
