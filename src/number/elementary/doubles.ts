// Made by `npm run generate` from the algorithms beside this file; not edited by hand.

/** 2^(k - 1023) as a product of two, as reading a double where a word of it was written stalls processors. */
const LARGE = Float64Array.from({ length: 64 }, (_, k) => 2 ** (32 * k - 1023))
const SMALL = Float64Array.from({ length: 32 }, (_, k) => 2 ** k)
const powerOf = (k: number): number => (LARGE[k >> 5] as number) * (SMALL[k & 31] as number)

const given = new Float64Array(1)
const givenWords = new Int32Array(given.buffer)
/** The place of the high word, on machines of either order. */
const HIGH = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 1 : 0

export function exp(x: number): number {
  if (!(Math.abs(x) < 708)) return Math.exp(x)
  const t8 = ((x * 1.4426950408889634) + 6755399441055744) - 6755399441055744
  const t11 = x - (t8 * 0.6931471803691238)
  const t13 = t8 * 1.9082149292705877e-10
  const t14 = t11 - t13
  const t15 = t14 * t14
  const t16 = t15 * t15
  const t23 = 0.16666666666666602 + (t16 * (0.00006613756321437934 + (t16 * 4.1381367970572385e-8)))
  const t28 = t15 * ((-0.0027777777777015593) + (t16 * (-0.0000016533902205465252)))
  const t31 = t14 - (t15 * (t23 + t28))
  const t36 = ((t14 * t31) / (2 - t31)) - t13
  const t37 = t11 + t36
  const t41 = 1 + t37
  return (t41 + ((t36 - (t37 - t11)) + (t37 - (t41 - 1)))) * (powerOf(t8 + 1023))
}

export function sigmoid(x: number): number {
  const t1 = Math.abs(x)
  if (!(t1 < 708)) return (x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x)))
  const t5 = 0 - t1
  const t10 = ((t5 * 1.4426950408889634) + 6755399441055744) - 6755399441055744
  const t16 = (t5 - (t10 * 0.6931471803691238)) - (t10 * 1.9082149292705877e-10)
  const t18 = t16 * t16
  const t19 = t18 * t18
  const t26 = 0.16666666666666602 + (t19 * (0.00006613756321437934 + (t19 * 4.1381367970572385e-8)))
  const t31 = t18 * ((-0.0027777777777015593) + (t19 * (-0.0000016533902205465252)))
  const t35 = 2 - (t16 - (t18 * (t26 + t31)))
  const t39 = (t35 + (t16 + t16)) * (powerOf(t10 + 1023))
  return ((x < 0) ? t39 : t35) / (t39 + t35)
}

export function expm1(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 708))) return Math.expm1(x)
  const t11 = ((x * 1.4426950408889634) + 6755399441055744) - 6755399441055744
  const t14 = x - (t11 * 0.6931471803691238)
  const t16 = t11 * 1.9082149292705877e-10
  const t17 = powerOf(t11 + 1023)
  const t18 = t14 - t16
  const t19 = t18 * t18
  const t20 = t19 * t19
  const t27 = 0.16666666666666602 + (t20 * (0.00006613756321437934 + (t20 * 4.1381367970572385e-8)))
  const t32 = t19 * ((-0.0027777777777015593) + (t20 * (-0.0000016533902205465252)))
  const t35 = t18 - (t19 * (t27 + t32))
  const t40 = ((t18 * t35) / (2 - t35)) - t16
  const t41 = t14 + t40
  const t45 = t17 - 1
  const t46 = t17 * t41
  const t47 = t45 + t46
  return t47 + ((t17 * (t40 - (t41 - t14))) + (t46 - (t47 - t45)))
}

export function log(x: number): number {
  if (!((2.2250738585072014e-308 < x) && (x < 4.49423283715579e+307))) return Math.log(x)
  given[0] = x
  const t6 = ((givenWords[HIGH] as number) - 1072079006) >> 20
  const t12 = (x * (powerOf((0 - t6) + 1023))) - 1
  const t15 = t12 / (2 + t12)
  const t16 = t15 * t15
  const t19 = 0.5 * (t12 * t12)
  const t20 = t16 * t16
  const t29 = t20 * (0.2857142874366239 + (t20 * (0.1818357216161805 + (t20 * 0.14798198605106586))))
  const t30 = 0.6666666666666735 + t29
  const t38 = t16 * (0.3999999999940942 + (t20 * (0.22222198432149784 + (t20 * 0.15313837699209373))))
  const t47 = t6 * 0.6931471803691238
  const t49 = t12 - (t19 - ((t15 * (t19 + (t16 * (t30 + t38)))) + (t6 * 1.9082149292705877e-10)))
  return t47 + t49
}

export function log1p(x: number): number {
  if (!((((-1) < x) && (x < 4.49423283715579e+307)) && (0 < Math.abs(x)))) return Math.log1p(x)
  const t11 = 1 + x
  given[0] = t11
  const t15 = ((givenWords[HIGH] as number) - 1072079006) >> 20
  const t19 = (t11 * (powerOf((0 - t15) + 1023))) - 1
  const t22 = t19 / (2 + t19)
  const t23 = t22 * t22
  const t26 = 0.5 * (t19 * t19)
  const t27 = t23 * t23
  const t36 = t27 * (0.2857142874366239 + (t27 * (0.1818357216161805 + (t27 * 0.14798198605106586))))
  const t37 = 0.6666666666666735 + t36
  const t45 = t23 * (0.3999999999940942 + (t27 * (0.22222198432149784 + (t27 * 0.15313837699209373))))
  const t51 = t22 * (t26 + (t23 * (t37 + t45)))
  const t52 = (t15 * 1.9082149292705877e-10) + ((x - (t11 - 1)) / t11)
  return (t15 * 0.6931471803691238) + (t19 - (t26 - (t51 + t52)))
}

export function tanh(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 300))) return Math.tanh(x)
  const t7 = x * x
  const t9 = t1 < 0.625
  const t10 = t1 + t1
  const t15 = ((t10 * 1.4426950408889634) + 6755399441055744) - 6755399441055744
  const t21 = (t10 - (t15 * 0.6931471803691238)) - (t15 * 1.9082149292705877e-10)
  const t23 = t21 * t21
  const t24 = t23 * t23
  const t31 = 0.16666666666666602 + (t24 * (0.00006613756321437934 + (t24 * 4.1381367970572385e-8)))
  const t36 = t23 * ((-0.0027777777777015593) + (t24 * (-0.0000016533902205465252)))
  const t40 = 2 - (t21 - (t23 * (t31 + t36)))
  const t48 = (x < 0) ? (-1) : 1
  const t49 = t7 * t7
  const t56 = ((-1614.6876844170845) + (t49 * (-0.9643991794250523))) + (t7 * (-99.28772310019185))
  const t71 = (4844.063053251255 + (t49 * 112.81167849163293)) + (t7 * (2235.4883906010045 + (t49 * 1)))
  const t72 = ((t40 + (t21 + t21)) * (powerOf(t15 + 1023))) + t40
  return (t9 ? x : t48) + ((t9 ? (x * (t7 * t56)) : ((t48 * (-2)) * t40)) / (t9 ? t71 : t72))
}

export function sech(x: number): number {
  const t1 = Math.abs(x)
  if (!(t1 < 708)) return 2 * Math.exp(-Math.abs(x))
  const t5 = 0 - t1
  const t10 = ((t5 * 1.4426950408889634) + 6755399441055744) - 6755399441055744
  const t16 = (t5 - (t10 * 0.6931471803691238)) - (t10 * 1.9082149292705877e-10)
  const t18 = t16 * t16
  const t19 = t18 * t18
  const t26 = 0.16666666666666602 + (t19 * (0.00006613756321437934 + (t19 * 4.1381367970572385e-8)))
  const t31 = t18 * ((-0.0027777777777015593) + (t19 * (-0.0000016533902205465252)))
  const t35 = 2 - (t16 - (t18 * (t26 + t31)))
  const t39 = (t35 + (t16 + t16)) * (powerOf(t10 + 1023))
  const t40 = t39 * t35
  return (t40 + t40) / ((t39 * t39) + (t35 * t35))
}

export function sin(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 12000))) return Math.sin(x)
  const t11 = ((x * 0.6366197723675814) + 6755399441055744) - 6755399441055744
  const t14 = x - (t11 * 1.5707963267941523)
  const t16 = t11 * 7.443547480480255e-13
  const t17 = t14 - t16
  const t18 = t17 - t14
  const t25 = ((t14 - (t17 - t18)) - (t16 + t18)) - (t11 * 6.36831716351095e-25)
  const t26 = t17 + t25
  const t28 = (t17 - t26) + t25
  const t29 = t26 * t26
  const t30 = t29 * t26
  const t31 = t29 * t29
  const t38 = 0.00833333333332249 + (t31 * (0.0000027557313707070068 + (t31 * 1.58969099521155e-10)))
  const t43 = t29 * ((-0.0001984126982985795) + (t31 * (-2.5050760253406863e-8)))
  const t53 = ((t29 * ((0.5 * t28) - (t30 * (t38 + t43)))) - t28) - (t30 * (-0.16666666666666632))
  const t61 = (0.0416666666666666 + (t31 * 0.00002480158728947673)) + (t29 * (-0.001388888888887411))
  const t67 = (-2.7557314351390663e-7) + (t31 * (-1.1359647557788195e-11))
  const t69 = t29 * 2.087572321298175e-9
  const t73 = 0.5 * t29
  const t75 = 1 - t73
  const t81 = ((1 - t75) - t73) + ((t29 * ((t29 * t61) + ((t31 * t31) * (t67 + t69)))) - (t26 * t28))
  const t85 = ((t11 * 0.5) + 6755399441055744) - 6755399441055744
  const t87 = t11 - (t85 + t85)
  const t92 = ((t85 * 0.5) + 6755399441055744) - 6755399441055744
  const t94 = t85 - (t92 + t92)
  return (1 - (2 * (t94 * t94))) * (((1 - (t87 * t87)) * (t26 - t53)) + (t87 * (t75 + t81)))
}

export function cos(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 12000))) return Math.cos(x)
  const t11 = ((x * 0.6366197723675814) + 6755399441055744) - 6755399441055744
  const t14 = x - (t11 * 1.5707963267941523)
  const t16 = t11 * 7.443547480480255e-13
  const t17 = t14 - t16
  const t18 = t17 - t14
  const t25 = ((t14 - (t17 - t18)) - (t16 + t18)) - (t11 * 6.36831716351095e-25)
  const t26 = t17 + t25
  const t28 = (t17 - t26) + t25
  const t29 = t26 * t26
  const t30 = t29 * t26
  const t31 = t29 * t29
  const t38 = 0.00833333333332249 + (t31 * (0.0000027557313707070068 + (t31 * 1.58969099521155e-10)))
  const t43 = t29 * ((-0.0001984126982985795) + (t31 * (-2.5050760253406863e-8)))
  const t53 = ((t29 * ((0.5 * t28) - (t30 * (t38 + t43)))) - t28) - (t30 * (-0.16666666666666632))
  const t61 = (0.0416666666666666 + (t31 * 0.00002480158728947673)) + (t29 * (-0.001388888888887411))
  const t67 = (-2.7557314351390663e-7) + (t31 * (-1.1359647557788195e-11))
  const t69 = t29 * 2.087572321298175e-9
  const t73 = 0.5 * t29
  const t75 = 1 - t73
  const t81 = ((1 - t75) - t73) + ((t29 * ((t29 * t61) + ((t31 * t31) * (t67 + t69)))) - (t26 * t28))
  const t85 = ((t11 * 0.5) + 6755399441055744) - 6755399441055744
  const t87 = t11 - (t85 + t85)
  const t92 = ((t85 * 0.5) + 6755399441055744) - 6755399441055744
  const t94 = t85 - (t92 + t92)
  return (1 - (2 * (t94 * t94))) * (((1 - (t87 * t87)) * (t75 + t81)) - (t87 * (t26 - t53)))
}

export function tan(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 12000))) return Math.tan(x)
  const t11 = ((x * 0.6366197723675814) + 6755399441055744) - 6755399441055744
  const t14 = x - (t11 * 1.5707963267941523)
  const t16 = t11 * 7.443547480480255e-13
  const t17 = t14 - t16
  const t18 = t17 - t14
  const t25 = ((t14 - (t17 - t18)) - (t16 + t18)) - (t11 * 6.36831716351095e-25)
  const t26 = t17 + t25
  const t28 = (t17 - t26) + t25
  const t29 = t26 * t26
  const t30 = t29 * t26
  const t31 = t29 * t29
  const t38 = 0.00833333333332249 + (t31 * (0.0000027557313707070068 + (t31 * 1.58969099521155e-10)))
  const t43 = t29 * ((-0.0001984126982985795) + (t31 * (-2.5050760253406863e-8)))
  const t53 = ((t29 * ((0.5 * t28) - (t30 * (t38 + t43)))) - t28) - (t30 * (-0.16666666666666632))
  const t54 = t26 - t53
  const t61 = (0.0416666666666666 + (t31 * 0.00002480158728947673)) + (t29 * (-0.001388888888887411))
  const t67 = (-2.7557314351390663e-7) + (t31 * (-1.1359647557788195e-11))
  const t69 = t29 * 2.087572321298175e-9
  const t73 = 0.5 * t29
  const t75 = 1 - t73
  const t81 = ((1 - t75) - t73) + ((t29 * ((t29 * t61) + ((t31 * t31) * (t67 + t69)))) - (t26 * t28))
  const t82 = t75 + t81
  const t85 = ((t11 * 0.5) + 6755399441055744) - 6755399441055744
  const t87 = t11 - (t85 + t85)
  const t89 = 1 - (t87 * t87)
  return ((t89 * t54) + (t87 * t82)) / ((t89 * t82) - (t87 * t54))
}

export function sec(x: number): number {
  const t1 = Math.abs(x)
  if (!((0 < t1) && (t1 < 12000))) return 1 / Math.cos(x)
  const t12 = ((x * 0.6366197723675814) + 6755399441055744) - 6755399441055744
  const t15 = x - (t12 * 1.5707963267941523)
  const t17 = t12 * 7.443547480480255e-13
  const t18 = t15 - t17
  const t19 = t18 - t15
  const t26 = ((t15 - (t18 - t19)) - (t17 + t19)) - (t12 * 6.36831716351095e-25)
  const t27 = t18 + t26
  const t29 = (t18 - t27) + t26
  const t30 = t27 * t27
  const t31 = t30 * t27
  const t32 = t30 * t30
  const t39 = 0.00833333333332249 + (t32 * (0.0000027557313707070068 + (t32 * 1.58969099521155e-10)))
  const t44 = t30 * ((-0.0001984126982985795) + (t32 * (-2.5050760253406863e-8)))
  const t54 = ((t30 * ((0.5 * t29) - (t31 * (t39 + t44)))) - t29) - (t31 * (-0.16666666666666632))
  const t62 = (0.0416666666666666 + (t32 * 0.00002480158728947673)) + (t30 * (-0.001388888888887411))
  const t68 = (-2.7557314351390663e-7) + (t32 * (-1.1359647557788195e-11))
  const t70 = t30 * 2.087572321298175e-9
  const t74 = 0.5 * t30
  const t75 = 1 - t74
  const t81 = ((1 - t75) - t74) + ((t30 * ((t30 * t62) + ((t32 * t32) * (t68 + t70)))) - (t27 * t29))
  const t85 = ((t12 * 0.5) + 6755399441055744) - 6755399441055744
  const t87 = t12 - (t85 + t85)
  const t92 = ((t85 * 0.5) + 6755399441055744) - 6755399441055744
  const t94 = t85 - (t92 + t92)
  return 1 / ((1 - (2 * (t94 * t94))) * (((1 - (t87 * t87)) * (t75 + t81)) - (t87 * (t27 - t54))))
}

export function pow(x: number, y: number): number {
  given[0] = x
  const t2 = ((givenWords[HIGH] as number) - 1072079006) >> 20
  const t10 = (2.2250738585072014e-308 < x) && (x < 4.49423283715579e+307)
  const t14 = (Math.abs(y) * (Math.abs(t2) + 1)) < 1000
  if (!(t10 && t14)) return Number.isNaN(x) ? x : x ** y
  const t19 = x * (powerOf((0 - t2) + 1023))
  const t21 = 1.224744871391589 < t19
  const t23 = t19 < 0.8660254037844386
  const t25 = t23 ? (t19 + t19) : t19
  const t27 = t23 ? (t2 - 1) : t2
  const t30 = t23 ? 1.5 : (t21 ? 1.5 : 1)
  const t31 = t25 - t30
  const t32 = t25 + t30
  const t33 = 1 / t32
  const t34 = t31 * t33
  const t36 = 134217729 * t34
  const t38 = t36 - (t36 - t34)
  const t39 = 134217729 * t32
  const t41 = t39 - (t39 - t32)
  const t48 = t33 * ((t31 - (t38 * t41)) - (t38 * (t25 - (t41 - t30))))
  const t49 = t34 * t34
  const t50 = t49 * t49
  const t57 = 0.5999999999999946 + (t50 * (0.33333332981837743 + (t50 * 0.23066074577556175)))
  const t65 = t49 * (0.4285714285785502 + (t50 * (0.272728123808534 + (t50 * 0.20697501780033842))))
  const t70 = (t50 * (t57 + t65)) + (t48 * (t38 + t34))
  const t71 = t38 * t38
  const t74 = (3 + t71) + t70
  const t75 = 134217729 * t74
  const t77 = t75 - (t75 - t74)
  const t81 = t38 * t77
  const t84 = (t48 * t77) + ((t70 - ((t77 - 3) - t71)) * t34)
  const t85 = t81 + t84
  const t86 = 134217729 * t85
  const t88 = t86 - (t86 - t85)
  const t92 = 0.9617967009544373 * t88
  const t97 = ((-7.028461650952758e-9) * t88) + ((t84 - (t88 - t81)) * 0.9617966939259756)
  const t100 = t23 ? 1.350039202129749e-8 : (t21 ? 1.350039202129749e-8 : 0)
  const t101 = t97 + t100
  const t104 = t23 ? 0.5849624872207642 : (t21 ? 0.5849624872207642 : 0)
  const t107 = ((t92 + t101) + t104) + t27
  const t108 = 134217729 * t107
  const t110 = t108 - (t108 - t107)
  const t115 = 134217729 * y
  const t117 = t115 - (t115 - y)
  const t121 = ((y - t117) * t110) + (y * (t101 - (((t110 - t27) - t104) - t92)))
  const t122 = t117 * t110
  const t126 = ((t122 + t121) + 6755399441055744) - 6755399441055744
  const t127 = t122 - t126
  const t128 = t121 + t127
  const t129 = 134217729 * t128
  const t131 = t129 - (t129 - t128)
  const t133 = t131 * 0.6931471824645996
  const t140 = ((t121 - (t131 - t127)) * 0.6931471805599453) + (t131 * (-1.904654299957768e-9))
  const t141 = t133 + t140
  const t144 = 0 - (t140 - (t141 - t133))
  const t145 = t141 - t144
  const t146 = t145 * t145
  const t147 = t146 * t146
  const t154 = 0.16666666666666602 + (t147 * (0.00006613756321437934 + (t147 * 4.1381367970572385e-8)))
  const t159 = t146 * ((-0.0027777777777015593) + (t147 * (-0.0000016533902205465252)))
  const t162 = t145 - (t146 * (t154 + t159))
  const t167 = ((t145 * t162) / (2 - t162)) - t144
  const t168 = t141 + t167
  const t171 = 1 + t168
  return (t171 + ((t167 - (t168 - t141)) + (t168 - (t171 - 1)))) * (powerOf(t126 + 1023))
}
