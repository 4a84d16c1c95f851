"""Makes callbacks.json: callbacks of WeChat as an independent implementation seals them.

    python3 -m venv venv && venv/bin/pip install wechatpy==1.8.18 cryptography xmltodict
    venv/bin/python callbacks.py > callbacks.json

The nonces inside are random, so a new run gives other ciphertexts. Token and key are those of the fake; the times are those at
which every test begins.
"""

import json, base64, hashlib
from wechatpy.crypto import WeChatCrypto
import xmltodict
TOKEN="callback-token-of-the-test"; KEY="kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aQ"; APP="wx0123456789abcdef"
c=WeChatCrypto(TOKEN,KEY,APP)
T=1796090400
def sha(*p): return hashlib.sha1("".join(sorted(p)).encode()).hexdigest()
POP=lambda t,s: f"""<xml><ToUserName><![CDATA[gh_123456789abc]]></ToUserName><FromUserName><![CDATA[openid-of-a-resident]]></FromUserName><CreateTime>{t}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent><List><TemplateId><![CDATA[template-taken]]></TemplateId><SubscribeStatusString><![CDATA[{s}]]></SubscribeStatusString><PopupScene>0</PopupScene></List><List><TemplateId><![CDATA[template-finished]]></TemplateId><SubscribeStatusString><![CDATA[reject]]></SubscribeStatusString><PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent></xml>"""
msgs=[
 ("popup_xml", POP(T,"accept"), "xml"),
 ("popup_json", json.dumps({"ToUserName":"gh_123456789abc","FromUserName":"openid-of-a-resident","CreateTime":str(T+1),"MsgType":"event","Event":"subscribe_msg_popup_event","List":[{"TemplateId":"template-taken","SubscribeStatusString":"acceptWithAudio","PopupScene":"0"}]}), "json"),
 ("sent_json", json.dumps({"ToUserName":"gh_123456789abc","FromUserName":"openid-of-a-resident","CreateTime":T+2,"MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"template-taken","MsgID":"1864323726461255680","ErrorCode":"0","ErrorStatus":"success"}}), "json"),
 ("change_json", json.dumps({"ToUserName":"gh_123456789abc","FromUserName":"openid-of-a-resident","CreateTime":T+3,"MsgType":"event","Event":"subscribe_msg_change_event","List":{"TemplateId":"template-taken","SubscribeStatusString":"reject"}}), "json"),
 ("media_json", json.dumps({"ToUserName":"gh_123456789abc","FromUserName":"openid-of-a-resident","CreateTime":T+4,"MsgType":"event","Event":"wxa_media_check","appid":APP,"trace_id":"60f96f1d-3845297a-1976a3ae","version":2,"detail":[{"strategy":"content_model","errcode":0,"suggest":"risky","label":20002,"prob":90}],"errcode":0,"errmsg":"ok","result":{"suggest":"risky","label":20002}}), "json"),
 ("unicode_xml", "<xml><ToUserName>gh_123456789abc</ToUserName><FromUserName>o1</FromUserName><CreateTime>%d</CreateTime><MsgType>text</MsgType><Content><![CDATA[远亲不如近邻]]></Content></xml>"%(T+5), "xml"),
]
out=[]
for i,(name,msg,form) in enumerate(msgs):
    nonce=str(437374425+i); ts=str(T+i)
    r=xmltodict.parse(c.encrypt_message(msg,nonce,ts))["xml"]
    enc=r["Encrypt"]; assert r["MsgSignature"]==sha(TOKEN,ts,nonce,enc)
    body=json.dumps({"ToUserName":"gh_123456789abc","Encrypt":enc}) if form=="json" else f"<xml><ToUserName><![CDATA[gh_123456789abc]]></ToUserName><Encrypt><![CDATA[{enc}]]></Encrypt></xml>"
    out.append({"name":name,"timestamp":ts,"nonce":nonce,"signature":sha(TOKEN,ts,nonce),"msg_signature":r["MsgSignature"],"body":body,"message":msg})
print(json.dumps({"made_by":"wechatpy 1.8.18, WeChatCrypto.encrypt_message; see callbacks.py","token":TOKEN,"aes_key":KEY,"app_id":APP,"callbacks":out},ensure_ascii=False,indent=1))
